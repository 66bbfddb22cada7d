#pragma once

#include <gongdan/simulate/scenario.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

// Crews. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

inline constexpr std::uint32_t none = 0xffffffff;

struct crew {
    std::string name;
    crew_group const* group;
    std::uint64_t number;       ///< within its group
    std::uint64_t skills;       ///< bit 0: what needs no skill
    std::uint32_t slot = none;  ///< the ticket it is at
    std::uint32_t stamp = 0;    ///< of the event that is to come for it
    int duty = 0;               ///< shifts it is in
    tick began = 0;
    tick expected = 0;       ///< when it will be there; then, when it should be done
    spot at = {};            ///< where it is, or sets out from
    bool under_way = false;  ///< not there yet
    bool overtime = false;   ///< at work though off duty

    [[nodiscard]] bool busy() const { return slot != none; }
    [[nodiscard]] bool free() const { return duty > 0 && !busy(); }
};

/// The skills of a scenario, each a bit; bit 0 is none at all.
class skill_bits {
public:
    explicit skill_bits(scenario const& s) {
        for (crew_group const& g : s.crews)
            for (std::string const& skill : g.skills) static_cast<void>(bit(skill));
    }
    [[nodiscard]] std::uint32_t bit(std::string const& skill) {
        if (skill.empty()) return 0;
        auto const at = std::find(names_.begin(), names_.end(), skill);
        if (at == names_.end()) names_.push_back(skill);
        return static_cast<std::uint32_t>(std::find(names_.begin(), names_.end(), skill) - names_.begin()) + 1;
    }
    [[nodiscard]] std::uint64_t mask(std::vector<std::string> const& skills) {
        std::uint64_t m = 1;
        for (std::string const& s : skills) m |= std::uint64_t{1} << bit(s);
        return m;
    }
    [[nodiscard]] std::size_t size() const { return names_.size() + 1; }

private:
    std::vector<std::string> names_;
};

/// Which crews could take a ticket at once; the first that has the skill is found from one bit for each crew.
class free_crews {
public:
    free_crews(std::vector<crew> const& crews, std::size_t skills)
        : free_(crews.size() / 64 + 1), able_(skills, free_) {
        for (std::size_t i = 0; i < crews.size(); ++i)
            for (std::size_t k = 0; k < skills; ++k)
                if ((crews[i].skills >> k & 1) != 0) able_[k][i / 64] |= std::uint64_t{1} << i % 64;
    }
    void put(std::uint32_t crew, bool is_free) {
        std::uint64_t const bit = std::uint64_t{1} << crew % 64;
        if (is_free) free_[crew / 64] |= bit;
        else free_[crew / 64] &= ~bit;
    }
    [[nodiscard]] bool any() const {
        return std::any_of(free_.begin(), free_.end(), [](std::uint64_t w) { return w != 0; });
    }
    [[nodiscard]] std::uint32_t first(std::uint32_t skill) const {
        for (std::size_t w = 0; w < free_.size(); ++w)
            if (std::uint64_t const fit = free_[w] & able_[skill][w])
                return static_cast<std::uint32_t>(w * 64) + lowest_bit(fit);
        return none;
    }

    /// The one with the least `far(crew)`; of equal ones the first.
    template <class Distance>
    [[nodiscard]] std::uint32_t nearest(std::uint32_t skill, Distance far) const {
        std::uint32_t found = none;
        double least = 0;
        for (std::size_t w = 0; w < free_.size(); ++w)
            for (std::uint64_t fit = free_[w] & able_[skill][w]; fit != 0; fit &= fit - 1) {
                auto const c = static_cast<std::uint32_t>(w * 64) + lowest_bit(fit);
                double const distance = far(c);
                if (found != none && distance >= least) continue;
                found = c;
                least = distance;
            }
        return found;
    }

private:
    [[nodiscard]] static std::uint32_t lowest_bit(std::uint64_t w) {
        std::uint32_t n = 0;
        for (std::uint32_t width = 32; width != 0; width /= 2) {
            if ((w & ((std::uint64_t{1} << width) - 1)) != 0) continue;
            w >>= width;
            n += width;
        }
        return n;
    }

    std::vector<std::uint64_t> free_;
    std::vector<std::vector<std::uint64_t>> able_;
};

/// Those with the fewest skills first: they are taken first, so that the others stay free for what only they can do.
[[nodiscard]] inline std::vector<crew> crews_of(scenario const& s, skill_bits& bits) {
    std::vector<crew> all;
    for (crew_group const& g : s.crews)
        for (std::size_t i = 0; i < g.count; ++i)
            all.push_back({g.count == 1 ? g.name : g.name + " " + std::to_string(i + 1), &g, i, bits.mask(g.skills)});
    std::stable_sort(all.begin(), all.end(),
                     [](crew const& a, crew const& b) { return a.group->skills.size() < b.group->skills.size(); });
    return all;
}

/// Since when, and for how long in all, nobody who has a skill is on duty.
class duty_gaps {
public:
    explicit duty_gaps(std::size_t skills) : by_skill_(skills) {}

    void change(std::uint64_t skills, tick now, int by) {
        for (std::size_t k = 0; k < by_skill_.size(); ++k) {
            if ((skills >> k & 1) == 0) continue;
            gap& g = by_skill_[k];
            if (g.on_duty == 0) g.so_far += now - g.since;
            g.on_duty += by;
            if (g.on_duty == 0) g.since = now;
        }
    }
    /// Time without anybody, from the run's begin to now.
    [[nodiscard]] tick until(std::uint32_t skill, tick now) const {
        gap const& g = by_skill_[skill];
        return g.so_far + (g.on_duty == 0 ? now - g.since : 0);
    }

private:
    struct gap {
        int on_duty = 0;
        tick since = 0;
        tick so_far = 0;
    };
    std::vector<gap> by_skill_;
};

}}}}  // namespace gongdan::simulate::run_detail
