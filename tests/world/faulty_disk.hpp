#pragma once

// A disk that fails as a seed says, beneath SQLite: a VFS around SQLite's own that writes by half, is full, cannot sync, and
// ends the process or cuts the power at any write.

#include <support/random_world.hpp>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <sys/stat.h>
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

/// What was written to files since they were last synced, so that a power cut can take it away again.
class unsynced_writes {
public:
    /// Bytes about to be written to a file, or, where there are none, its end about to be cut off at `at`.
    void note(std::string const& path, std::int64_t at, std::string bytes) {
        file const f{path};
        auto const size = f.size();
        auto const reaches = bytes.empty() ? size : at + static_cast<std::int64_t>(bytes.size());
        writes_[path].push_back({at, std::move(bytes), f.read(at, std::min(reaches, size) - at), size});
    }
    void synced(std::string const& path) { writes_.erase(path); }

    /// Of each write that was not synced any of its sectors may have reached the disk.
    void lose(dice& d) {
        for (auto const& [path, all] : writes_) {
            file const f{path};
            if (!f.is_there()) continue;
            for (auto w = all.rbegin(); w != all.rend(); ++w) f.put_back(w->at, w->before, w->size_before);
            for (write const& w : all) keep_some(f, w, d);
        }
        writes_.clear();
    }
    void forget() { writes_.clear(); }

private:
    static constexpr std::size_t sector = 512;

    class file {
    public:
        explicit file(std::string const& path) : handle_(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {}
        ~file() {
            if (handle_ >= 0) ::close(handle_);
        }
        file(file const&) = delete;
        file& operator=(file const&) = delete;
        [[nodiscard]] bool is_there() const { return handle_ >= 0; }
        [[nodiscard]] std::int64_t size() const {
            struct stat s {};
            return ::fstat(handle_, &s) == 0 ? s.st_size : 0;
        }
        [[nodiscard]] std::string read(std::int64_t at, std::int64_t count) const {
            std::string bytes(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), '\0');
            auto const got = ::pread(handle_, bytes.data(), bytes.size(), at);
            bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
            return bytes;
        }
        void write(std::int64_t at, std::string const& bytes) const {
            if (::pwrite(handle_, bytes.data(), bytes.size(), at) != static_cast<ssize_t>(bytes.size()))
                throw std::runtime_error("the test's own disk failed");
        }
        void cut(std::int64_t size) const {
            if (::ftruncate(handle_, size) != 0) throw std::runtime_error("the test's own disk failed");
        }
        void put_back(std::int64_t at, std::string const& before, std::int64_t size_before) const {
            write(at, before);
            cut(size_before);
        }

    private:
        int handle_;
    };
    struct write {
        std::int64_t at;
        std::string bytes;
        std::string before;
        std::int64_t size_before;
    };

    static void keep_some(file const& f, write const& w, dice& d) {
        if (w.bytes.empty() && d.one_in(2)) f.cut(w.at);
        for (std::size_t i = 0; i < w.bytes.size(); i += sector)
            if (d.one_in(2)) f.write(w.at + static_cast<std::int64_t>(i), w.bytes.substr(i, sector));
    }

    std::map<std::string, std::vector<write>> writes_;
};

/// One at a time: while it lives it is the file system that SQLite opens files in.
class faulty_disk {
public:
    /// `one_in`: how many writes go well for one that does not; 0: all do.
    faulty_disk(dice& d, int one_in) : random_(d), one_in_(one_in), below_(sqlite3_vfs_find(nullptr)), vfs_(*below_) {
        vfs_.zName = "faulty";
        vfs_.szOsFile = below_->szOsFile + static_cast<int>(sizeof(opened));
        vfs_.xOpen = &open;
        vfs_.xDelete = &remove;
        the_one() = this;
        sqlite3_vfs_register(&vfs_, 1);
    }
    ~faulty_disk() {
        sqlite3_vfs_unregister(&vfs_);
        sqlite3_vfs_register(below_, 1);
        the_one() = nullptr;
    }
    faulty_disk(faulty_disk const&) = delete;
    faulty_disk& operator=(faulty_disk const&) = delete;

    /// The process ends after so many further writes, within the one after them.
    void die_after(int writes) { dies_after_ = writes; }
    /// It ends now: nothing that is open writes any more.
    void die() { dead_ = true; }
    [[nodiscard]] bool is_dead() const { return dead_; }
    /// Another process: whoever opens files from now on writes to them. After a power cut, only what was synced is sure.
    void begin_anew(bool power_was_cut) {
        if (power_was_cut) unsynced_.lose(random_);
        ++generation_;
        dead_ = false;
        dies_after_ = -1;
        full_for_ = 0;
    }
    void heal() { one_in_ = 0, full_for_ = 0, dies_after_ = -1; }
    [[nodiscard]] long long faults() const { return faults_; }

private:
    /// SQLite gives room for this and, behind it, for the file of the VFS below.
    struct opened {
        sqlite3_file base;
        int generation;
        char const* name;  ///< SQLite keeps it as long as the file is open
    };

    static faulty_disk*& the_one() {
        static faulty_disk* one = nullptr;
        return one;
    }
    static opened& ours(sqlite3_file* f) { return *reinterpret_cast<opened*>(f); }
    static sqlite3_file* real(sqlite3_file* f) { return reinterpret_cast<sqlite3_file*>(&ours(f) + 1); }

    [[nodiscard]] bool is_gone(opened const& o) const { return dead_ || o.generation != generation_; }
    /// What becomes of the next write or sync: SQLITE_OK, or how it fails.
    int fate(int failure) {
        if (dies_after_ >= 0 && dies_after_-- == 0) dead_ = true;
        if (dead_) return ++faults_, failure;
        if (full_for_ > 0) return --full_for_, ++faults_, failure == SQLITE_IOERR_WRITE ? SQLITE_FULL : SQLITE_OK;
        if (one_in_ == 0 || !random_.one_in(one_in_)) return SQLITE_OK;
        ++faults_;
        if (failure != SQLITE_IOERR_WRITE || random_.one_in(2)) return failure;
        full_for_ = random_.below(8);
        return SQLITE_FULL;
    }

    static int open(sqlite3_vfs*, char const* name, sqlite3_file* f, int flags, int* given) {
        faulty_disk& d = *the_one();
        real(f)->pMethods = nullptr;
        ours(f).base.pMethods = nullptr;
        if (d.dead_) return SQLITE_CANTOPEN;
        int const result = d.below_->xOpen(d.below_, name, real(f), flags, given);
        ours(f).generation = d.generation_;
        ours(f).name = name;
        if (real(f)->pMethods != nullptr) ours(f).base.pMethods = &methods();
        return result;
    }
    static int remove(sqlite3_vfs*, char const* name, int sync) {
        faulty_disk& d = *the_one();
        if (d.dead_ || d.fate(SQLITE_IOERR_DELETE) != SQLITE_OK) return SQLITE_IOERR_DELETE;
        d.unsynced_.synced(name);
        return d.below_->xDelete(d.below_, name, sync);
    }
    static int write(sqlite3_file* f, void const* bytes, int count, sqlite3_int64 at) {
        faulty_disk& d = *the_one();
        if (d.is_gone(ours(f))) return SQLITE_IOERR_WRITE;
        int const fate = d.fate(SQLITE_IOERR_WRITE);
        int const kept = fate == SQLITE_OK ? count : d.random_.below(count);  // written by half, or not at all
        if (kept == 0) return fate;
        std::string text(static_cast<char const*>(bytes), static_cast<std::size_t>(kept));
        if (ours(f).name != nullptr) d.unsynced_.note(ours(f).name, at, text);
        int const result = real(f)->pMethods->xWrite(real(f), text.data(), kept, at);
        return fate == SQLITE_OK ? result : fate;
    }
    static int truncate(sqlite3_file* f, sqlite3_int64 size) {
        faulty_disk& d = *the_one();
        if (d.is_gone(ours(f)) || d.fate(SQLITE_IOERR_TRUNCATE) != SQLITE_OK) return SQLITE_IOERR_TRUNCATE;
        if (ours(f).name != nullptr) d.unsynced_.note(ours(f).name, size, {});
        return real(f)->pMethods->xTruncate(real(f), size);
    }
    static int sync(sqlite3_file* f, int) {
        faulty_disk& d = *the_one();
        if (d.is_gone(ours(f)) || d.fate(SQLITE_IOERR_FSYNC) != SQLITE_OK) return SQLITE_IOERR_FSYNC;
        if (ours(f).name != nullptr) d.unsynced_.synced(ours(f).name);
        return SQLITE_OK;  // what "synced" means is for this disk to say
    }

    template <auto Member, class... Arguments>
    static auto pass(sqlite3_file* f, Arguments... a) {
        return (real(f)->pMethods->*Member)(real(f), a...);
    }
    static sqlite3_io_methods const& methods() {
        using m = sqlite3_io_methods;
        static sqlite3_io_methods const all = [] {
            m x{};
            x.iVersion = 2;
            x.xClose = &pass<&m::xClose>;
            x.xRead = &pass<&m::xRead, void*, int, sqlite3_int64>;
            x.xWrite = &write;
            x.xTruncate = &truncate;
            x.xSync = &sync;
            x.xFileSize = &pass<&m::xFileSize, sqlite3_int64*>;
            x.xLock = &pass<&m::xLock, int>;
            x.xUnlock = &pass<&m::xUnlock, int>;
            x.xCheckReservedLock = &pass<&m::xCheckReservedLock, int*>;
            x.xFileControl = &pass<&m::xFileControl, int, void*>;
            x.xSectorSize = &pass<&m::xSectorSize>;
            x.xDeviceCharacteristics = [](sqlite3_file*) { return 0; };  // no write is atomic, however small
            x.xShmMap = &pass<&m::xShmMap, int, int, int, void volatile**>;
            x.xShmLock = &pass<&m::xShmLock, int, int, int>;
            x.xShmBarrier = &pass<&m::xShmBarrier>;
            x.xShmUnmap = &pass<&m::xShmUnmap, int>;
            return x;
        }();
        return all;
    }

    dice& random_;
    int one_in_;
    sqlite3_vfs* below_;
    sqlite3_vfs vfs_;
    unsynced_writes unsynced_;
    int generation_ = 0;
    int dies_after_ = -1;
    int full_for_ = 0;
    bool dead_ = false;
    long long faults_ = 0;
};
