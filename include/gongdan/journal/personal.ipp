#pragma once

#include <gongdan/journal/personal.hpp>

#include <random>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace personal_detail {

inline std::string token_of(personal_salt const& salt, std::string_view text) {
    std::string bytes(salt.begin(), salt.end());
    return std::string{withheld} + to_hex(blake2b(bytes.append(text)));
}

}  // namespace personal_detail

GONGDAN_INLINE void memory_personal_store::keep(std::vector<personal_text> const& texts) {
    for (personal_text const& t : texts) texts_.insert_or_assign(t.token, t);
}

GONGDAN_INLINE std::optional<personal_text> memory_personal_store::find(std::string_view token) const {
    auto const found = texts_.find(token);
    return found == texts_.end() ? std::nullopt : std::optional<personal_text>{found->second};
}

GONGDAN_INLINE std::vector<personal_text> memory_personal_store::of(ticket_id ticket) const {
    std::vector<personal_text> found;
    for (auto const& t : texts_)
        if (t.second.ticket == ticket) found.push_back(t.second);
    return found;
}

GONGDAN_INLINE std::size_t memory_personal_store::erase(ticket_id ticket) {
    std::size_t erased = 0;
    for (auto t = texts_.begin(); t != texts_.end();) {
        bool const its = t->second.ticket == ticket;
        erased += its ? 1 : 0;
        t = its ? texts_.erase(t) : std::next(t);
    }
    return erased;
}

GONGDAN_INLINE personal_salt system_salt() {
    std::random_device source;
    personal_salt salt{};
    for (auto& byte : salt) byte = static_cast<std::uint8_t>(source());
    return salt;
}

GONGDAN_INLINE private_journal::private_journal(std::shared_ptr<journal> entries,
                                                std::shared_ptr<personal_store> persons,
                                                personal_fields fields,
                                                std::function<personal_salt()> salt)
    : entries_(std::move(entries)), persons_(std::move(persons)), fields_(std::move(fields)), salt_(std::move(salt)) {}

GONGDAN_INLINE entry private_journal::put_away(entry e, std::vector<personal_text>& texts) const {
    for_each_personal(e, fields_, [&](std::string_view text) {
        if (is_withheld(text)) return std::string{text};  // from an import of what another journal withheld
        personal_text t;
        t.ticket = e.ticket;
        t.salt = salt_();
        t.text = text;
        t.token = personal_detail::token_of(t.salt, text);
        texts.push_back(t);
        return t.token;
    });
    return e;
}

GONGDAN_INLINE entry private_journal::brought_back(entry e) const {
    for_each_personal(e, fields_, [&](std::string_view token) {
        auto const t = is_withheld(token) ? persons_->find(token) : std::nullopt;
        if (t && personal_detail::token_of(t->salt, t->text) != token)
            throw journal_error("journal.personal",
                                "a personal text of ticket " + std::to_string(e.ticket.value) + " was changed");
        return t ? t->text : std::string{token};
    });
    return e;
}

GONGDAN_INLINE void private_journal::append(std::vector<entry>& entries) {
    check_entries(entries);
    std::vector<personal_text> texts;
    std::vector<entry> bare;
    bare.reserve(entries.size());
    for (entry const& e : entries) bare.push_back(put_away(e, texts));
    if (!texts.empty()) persons_->keep(texts);
    entries_->append(bare);
    for (std::size_t i = 0; i < entries.size(); ++i) entries[i].sequence = bare[i].sequence;
}

GONGDAN_INLINE void private_journal::read(std::uint64_t first, std::function<void(entry const&)> const& use) const {
    entries_->read(first, [&](entry const& e) { use(brought_back(e)); });
}

GONGDAN_INLINE std::vector<entry> private_journal::history(ticket_id ticket) const {
    auto all = entries_->history(ticket);
    for (entry& e : all) e = brought_back(std::move(e));
    return all;
}

}}  // namespace gongdan
