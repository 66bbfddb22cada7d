#pragma once

// OCEL 2.0 in JSON: events that name the objects they happened to.

#include <gongdan/desk/detail/exchange.hpp>
#include <gongdan/files/json.hpp>

#include <map>
#include <set>

namespace gongdan { inline namespace GONGDAN_MODE { namespace exchange_detail {

namespace ocel {

inline constexpr std::string_view ticket = "ticket";
inline constexpr std::string_view crew = "crew";
inline constexpr std::string_view hall = "hall";
inline constexpr std::string_view recorded = "recorded_at";
inline constexpr std::string_view actor = "actor";
inline constexpr std::string_view role = "role";
inline constexpr std::string_view command = "command_id";
inline constexpr std::string_view payload_prefix = "payload.";

inline std::string object_id(std::string_view what, std::string_view name) {
    return std::string{what}.append(1, ':').append(name);
}

/// Gathers a journal and writes it: what types there are is known at the end only, and stands first.
class writer {
public:
    explicit writer(export_options const& options) : zone_(options.zone) {}

    void take(entry const& e, std::string const& number) {
        auto const id = object_id(ticket, number);
        object& t = object_of(id, e.kind);
        if (auto const l = e.data.get(field::level); !l.empty() && e.stands == standing::accepted)
            t.levels.emplace_back(zoned(e.occurred_at, zone_), std::string{l});
        write_event(e, id);
    }

    [[nodiscard]] std::string text() const {
        return "{\"objectTypes\": [" + object_types() + "],\n\"eventTypes\": [" + event_types() + "],\n\"objects\": [" +
               objects() + "],\n\"events\": [" + events_ + "\n]}\n";
    }

private:
    struct object {
        std::string type;
        std::vector<std::pair<std::string, std::string>> levels;  ///< since when, and which
    };

    object& object_of(std::string const& id, std::string_view type) {
        auto const [at, is_new] = known_.emplace(id, objects_.size());
        if (is_new) objects_.push_back({std::string{type}, {}}), order_.push_back(id);
        return objects_[at->second];
    }

    void write_event(entry const& e, std::string const& id) {
        auto& names = attributes_.try_emplace(e.event).first->second;
        json_text j;
        j.begin_object().member("id", fmt::format("e{}", e.sequence)).member("type", e.event);
        j.member("time", zoned(e.occurred_at, zone_)).key("attributes").begin_array();
        auto const say = [&](std::string_view name, std::string_view value) {
            if (names.find(name) == names.end()) names.emplace(name);
            j.begin_object().member("name", name).member("value", value).end();
        };
        say(recorded, zoned(e.recorded_at, zone_));
        say(role, label(e.as).code);
        if (!e.actor.empty()) say(actor, e.actor);
        if (!e.command_id.empty()) say(command, e.command_id);
        for (auto const& [name, text] : e.data) say(std::string{payload_prefix}.append(name), text);
        j.end().key("relationships").begin_array();
        relate(j, id, ticket);
        for (std::string_view const other : {crew, hall})
            if (auto const name = e.data.get(other); !name.empty()) {
                auto const place = object_id(other, name);
                object_of(place, other);
                relate(j, place, other);
            }
        j.end().end();
        events_.append(events_.empty() ? "\n" : ",\n").append(j.text());
    }

    static void relate(json_text& j, std::string_view id, std::string_view as) {
        j.begin_object().member("objectId", id).member("qualifier", as).end();
    }

    static void declare(json_text& j, std::string_view name) {
        j.begin_object().member("name", name).member("type", name == recorded ? "time" : "string").end();
    }

    [[nodiscard]] std::string object_types() const {
        std::map<std::string_view, bool> has_level;
        for (object const& o : objects_) has_level[o.type] = has_level[o.type] || !o.levels.empty();
        std::string all;
        for (auto const& [type, levels] : has_level) {
            json_text j;
            j.begin_object().member("name", type).key("attributes").begin_array();
            if (levels) declare(j, field::level);
            all.append(all.empty() ? "\n" : ",\n").append(j.end().end().text());
        }
        return all;
    }

    [[nodiscard]] std::string event_types() const {
        std::string all;
        for (auto const& [type, names] : attributes_) {
            json_text j;
            j.begin_object().member("name", type).key("attributes").begin_array();
            for (std::string const& name : names) declare(j, name);
            all.append(all.empty() ? "\n" : ",\n").append(j.end().end().text());
        }
        return all;
    }

    [[nodiscard]] std::string objects() const {
        std::string all;
        for (std::size_t i = 0; i < objects_.size(); ++i) {
            json_text j;
            j.begin_object().member("id", order_[i]).member("type", objects_[i].type).key("attributes").begin_array();
            for (auto const& [since, value] : objects_[i].levels)
                j.begin_object().member("name", field::level).member("time", since).member("value", value).end();
            j.end().key("relationships").begin_array().end().end();
            all.append(all.empty() ? "\n" : ",\n").append(j.text());
        }
        return all;
    }

    std::string zone_;
    std::unordered_map<std::string, std::size_t> known_;
    std::vector<object> objects_;
    std::vector<std::string> order_;                                                     ///< their ids
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> attributes_;  ///< of each type of event
    std::string events_;
};

inline std::string after(std::string_view text, std::string_view prefix) {
    return std::string{text.substr(0, prefix.size()) == prefix ? text.substr(prefix.size()) : std::string_view{}};
}

inline instant read_time(data_view v) { return v.good(read_zoned(v.as_text())); }

inline void read_attribute(entry& w, data_view a) {
    auto const name = a.text("name");
    auto const value = a.get("value");
    if (name == recorded) w.recorded_at = read_time(value);
    else if (name == role) w.as = value.as_one_of<gongdan::role>();
    else if (name == actor) w.actor = value.as_text();
    else if (name == command) w.command_id = value.as_text();
    else if (name.substr(0, payload_prefix.size()) == payload_prefix)
        w.data.set(name.substr(payload_prefix.size()), value.as_text());
    else a.fail("name", fmt::format("{} is not known", quoted(name)));
}

/// The number of the one ticket that an event happened to.
inline data_view ticket_in(data_view event) {
    for (data_view const r : event.array("relationships"))
        if (r.text("qualifier") == ticket) return r.get("objectId");
    event.fail("relationships", "no object is the ticket");
}

using types_by_ticket = std::unordered_map<std::string_view, std::string_view>;

inline numbered_line read_event(data_view v, location at, types_by_ticket const& types) {
    numbered_line n;
    n.sequence = static_cast<std::uint64_t>(v.get("id").good(read_integer(after(v.text("id"), "e"), 1)));
    n.line.at = std::move(at);
    n.line.what.event = v.text("type");
    n.line.what.occurred_at = n.line.what.recorded_at = read_time(v.get("time"));
    for (data_view const a : v.optional_array("attributes")) read_attribute(n.line.what, a);
    auto const object = ticket_in(v);
    auto const type = types.find(object.as_text());
    if (type == types.end()) object.fail(fmt::format("there is no object {}", quoted(object.as_text())));
    n.line.ticket = after(object.as_text(), object_id(ticket, {}));
    if (n.line.ticket.empty()) object.fail("a ticket's id begins with 'ticket:'");
    if (n.line.what.event == entry_code::open) n.line.what.kind = type->second;
    return n;
}

}  // namespace ocel

GONGDAN_INLINE std::string to_ocel(journal const& from, export_options const& options) {
    ocel::writer w{options};
    ticket_names names;
    outgoing out{options.personal};
    from.read(1, [&](entry const& e) {
        names.learn(e);
        w.take(out(e), names.text_of(e.ticket));
    });
    return w.text();
}

GONGDAN_INLINE std::vector<entry> from_ocel(source const& from, numbering& numbers, fault_sink const& sink) {
    auto const document = read_json(from);
    ocel::types_by_ticket types;
    for (data_view const o : document.root().array("objects")) types.emplace(o.text("id"), o.text("type"));
    std::vector<numbered_line> lines;
    std::size_t number = 0;  // counted here: a view looks for its own place among its neighbours
    for (data_view const v : document.root().array("events")) {
        try {
            lines.push_back(ocel::read_event(v, {from.name, v.line(), fmt::format("/events/{}/", number++)}, types));
        } catch (input_error const& wrong) { sink(wrong.what_and_where()); }
    }
    return in_order(std::move(lines), numbers, sink);
}

}  // namespace exchange_detail

}}  // namespace gongdan
