#pragma once

// XES, IEEE 1849-2016: a log of traces of events, every one of them described by typed attributes.

#include <gongdan/desk/detail/exchange.hpp>
#include <gongdan/files/xml.hpp>
#include <gongdan/files/xml_text.hpp>

#include <map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace exchange_detail {

namespace xes {

inline constexpr std::string_view event = "concept:name";
inline constexpr std::string_view occurred = "time:timestamp";
inline constexpr std::string_view actor = "org:resource";
inline constexpr std::string_view role = "org:role";
inline constexpr std::string_view recorded = "recorded_at";
inline constexpr std::string_view sequence = "sequence";
inline constexpr std::string_view command = "command_id";
inline constexpr std::string_view type = "type";  ///< of a trace
inline constexpr std::string_view payload_prefix = "payload.";

inline constexpr std::string_view head = R"(<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
    <string key="type" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00Z"/>
  </global>
  <classifier name="event" scope="event" keys="concept:name"/>
)";

inline void attribute(
    std::string& out, std::size_t in, std::string_view tag, std::string_view key, std::string_view value) {
    out.append(in, ' ').append("<").append(tag).append(" key=\"").append(key).append("\" value=\"");
    append_xml(out, value);
    out += "\"/>\n";
}

inline void append_event(std::string& out, entry const& e, std::string_view zone) {
    out += "    <event>\n";
    attribute(out, 6, "string", event, e.event);
    attribute(out, 6, "date", occurred, zoned(e.occurred_at, zone));
    if (!e.actor.empty()) attribute(out, 6, "string", actor, e.actor);
    attribute(out, 6, "string", role, label(e.as).code);
    attribute(out, 6, "date", recorded, zoned(e.recorded_at, zone));
    attribute(out, 6, "int", sequence, std::to_string(e.sequence));
    if (!e.command_id.empty()) attribute(out, 6, "string", command, e.command_id);
    for (auto const& [name, text] : e.data)
        attribute(out, 6, "string", std::string{payload_prefix} + xml_name_part(name), text);
    out += "    </event>\n";
}

/// Hears a log and gathers its events.
class reader {
public:
    reader(source const& from, fault_sink const& sink) : from_(from), sink_(sink) {}

    std::vector<numbered_line> read() && {
        read_xml(from_, {[this](xml_element const& e) { begin(e); }, [this](std::string_view) { end(); }});
        return std::move(lines_);
    }

private:
    enum class scope : std::uint8_t {
        in_log,
        in_trace,
        in_event,
        elsewhere
    };  // no labels: where a reader stands, never shown

    void begin(xml_element const& e) {
        if (inside_.empty()) {
            if (e.name != "log") e.fail({}, "a log of XES is expected");
            inside_.push_back(scope::in_log);
        } else if (inside_.back() == scope::in_log && e.name == "trace") {
            begin_trace();
        } else if (inside_.back() == scope::in_trace && e.name == "event") {
            begin_event(e);
        } else {
            if (e.name == "event") e.fail({}, "stands in no trace");
            guarded([&] { describe(e); });
            inside_.push_back(scope::elsewhere);
        }
    }

    void end() {
        if (inside_.back() == scope::in_event && !failed_) guarded([&] { finish_event(); });
        inside_.pop_back();
    }

    void begin_trace() {
        inside_.push_back(scope::in_trace);
        ticket_.clear();
        type_.clear();
    }

    void begin_event(xml_element const& e) {
        inside_.push_back(scope::in_event);
        current_ = {};
        current_.line.at = {from_.name, e.at.line, "event/"};
        current_.line.ticket = ticket_;
        seen_occurred_ = seen_recorded_ = failed_ = false;
    }

    /// An event with a fault is told once and left out.
    template <class Does>
    void guarded(Does does) {
        try {
            does();
        } catch (input_error const& wrong) {
            failed_ = true;
            sink_(wrong.what_and_where());
        }
    }

    void describe(xml_element const& e) {
        if (inside_.back() == scope::in_trace) describe_trace(e);
        if (inside_.back() == scope::in_event && !failed_) describe_event(e, e.get("key"));
    }

    void describe_trace(xml_element const& e) {
        auto const key = e.get("key");
        if (key == event) ticket_ = xml_unescaped(e.get("value"));
        else if (key == type) type_ = xml_unescaped(e.get("value"));
    }

    void describe_event(xml_element const& e, std::string_view key) {
        entry& w = current_.line.what;
        auto const value = e.get("value");
        if (key == event) w.event = xml_unescaped(value);
        else if (key == occurred) w.occurred_at = instant_of(e, value), seen_occurred_ = true;
        else if (key == recorded) w.recorded_at = instant_of(e, value), seen_recorded_ = true;
        else if (key == actor) w.actor = xml_unescaped(value);
        else if (key == role) w.as = good(e, read_one_of<gongdan::role>(value));
        else if (key == sequence) current_.sequence = static_cast<std::uint64_t>(good(e, read_integer(value, 1)));
        else if (key == command) w.command_id = xml_unescaped(value);
        else if (key.substr(0, payload_prefix.size()) == payload_prefix)
            w.data.set(xml_unescaped(key.substr(payload_prefix.size())), xml_unescaped(value));
        else e.fail("key", fmt::format("{} is not known", quoted(key)));
    }

    static instant instant_of(xml_element const& e, std::string_view value) { return good(e, read_zoned(value)); }

    template <class T>
    static T good(xml_element const& e, reading<T> const& r) {
        if (!r) e.fail("value", r.wrong);
        return *r;
    }

    void finish_event() {
        entry_line& l = current_.line;
        if (l.ticket.empty()) l.fail("ticket", "the trace has no concept:name");
        if (l.what.event.empty()) l.fail(event, "is missing");
        if (!seen_occurred_) l.fail(occurred, "is missing");
        if (current_.sequence == 0) l.fail(sequence, "is missing");
        if (l.what.event == entry_code::open) l.what.kind = type_;
        if (!seen_recorded_) l.what.recorded_at = l.what.occurred_at;
        lines_.push_back(std::move(current_));
    }

    source const& from_;
    fault_sink const& sink_;
    std::vector<scope> inside_;
    std::string ticket_;
    std::string type_;
    numbered_line current_;
    bool seen_occurred_ = false;
    bool seen_recorded_ = false;
    bool failed_ = false;
    std::vector<numbered_line> lines_;
};

}  // namespace xes

GONGDAN_INLINE std::string to_xes(journal const& from, export_options const& options) {
    struct trace {
        std::string kind;
        std::string events;
    };
    std::map<ticket_id, trace> traces;
    ticket_names names;
    outgoing out{options.personal};
    from.read(1, [&](entry const& e) {
        names.learn(e);
        trace& t = traces[e.ticket];
        if (t.kind.empty()) t.kind = e.kind;
        xes::append_event(t.events, out(e), options.zone);
    });
    std::string text{xes::head};
    for (auto const& [ticket, t] : traces) {
        text += "  <trace>\n";
        xes::attribute(text, 4, "string", xes::event, names.text_of(ticket));
        xes::attribute(text, 4, "string", xes::type, t.kind);
        text.append(t.events) += "  </trace>\n";
    }
    return text += "</log>\n";
}

GONGDAN_INLINE std::vector<entry> from_xes(source const& from, numbering& numbers, fault_sink const& sink) {
    return in_order(xes::reader{from, sink}.read(), numbers, sink);
}

}  // namespace exchange_detail

}}  // namespace gongdan
