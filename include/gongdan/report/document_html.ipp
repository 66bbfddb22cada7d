#pragma once

#include <gongdan/report/chart_svg.ipp>
#include <gongdan/report/document.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace html_detail {

inline constexpr std::string_view style = R"css(
:root{--ink:#1d2733;--soft:#5c6b7a;--line:#dde3e9;--good:#21714a;--warn:#8a5a00;--bad:#b3261e;--blue:#2b5c8a}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#f4f6f8;color:var(--ink);font:15px/1.6 system-ui,-apple-system,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif}
main{max-width:1180px;margin:0 auto;padding:20px 16px 48px}
header{margin-bottom:14px}
h1{font-size:24px;line-height:1.3;margin:0}
header p{margin:2px 0 0;color:var(--soft)}
h2{font-size:17px;margin:30px 0 8px;padding-left:9px;border-left:4px solid var(--blue);line-height:1.3}
h2 small{font-weight:400;color:var(--soft);font-size:13px;margin-left:8px}
p{margin:6px 0}
.quiet{color:var(--soft)}.good{color:var(--good)}.warn{color:var(--warn)}.bad{color:var(--bad)}
.warn,.bad{font-weight:600}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(92px,1fr));gap:8px;margin:0}
.figures div{background:#fff;border:1px solid var(--line);border-radius:8px;padding:8px 12px}
.figures dt{color:var(--soft);font-size:13px}
.figures dd{margin:0;font-size:24px;line-height:1.25;font-weight:600;font-variant-numeric:tabular-nums}
table{width:100%;border-collapse:collapse;background:#fff;border:1px solid var(--line);font-variant-numeric:tabular-nums;font-size:14px;line-height:1.5}
th{font-size:13px;font-weight:600;color:var(--soft);text-align:left;background:#eef2f5;white-space:nowrap}
th,td{padding:6px 9px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:break-word}
td span.below{display:block;color:var(--soft);font-size:13px;font-weight:400;line-height:1.45}
.w{min-width:8em}.t{white-space:nowrap}.n{text-align:right;white-space:nowrap}
tbody tr:last-child td{border-bottom:0}
.empty{background:#fff;border:1px solid var(--line);border-radius:8px;padding:10px 12px;color:var(--soft)}
.pairs{display:grid;grid-template-columns:1fr 1fr;margin:8px 0;background:#fff;border:1px solid var(--line);border-width:1px 0 0 1px}
.pairs div{display:flex;border:1px solid var(--line);border-width:0 1px 1px 0}
.pairs div:last-child:nth-child(odd){grid-column:1/-1}
.pairs dt{flex:0 0 8.2em;background:#eef2f5;color:var(--soft);padding:6px 9px;font-size:13px;line-height:1.85}
.pairs dd{margin:0;padding:6px 9px;flex:1;min-width:0;overflow-wrap:anywhere}
.pairs dd span.below{display:block;color:var(--soft);font-size:13px}
.sign{display:flex;flex-wrap:wrap;gap:0 28px;margin:10px 0 0}.sign div{display:flex;flex:1 1 42%;align-items:flex-end;gap:4px;margin:18px 0 0;break-inside:avoid}.sign i{flex:1;border-bottom:1px solid #8b98a5}.sign i.d{flex:0 0 6.5em}.sign span{white-space:nowrap}
details{background:#fff;border:1px solid var(--line);border-radius:8px;margin:8px 0}
summary{cursor:pointer;padding:8px 12px}
summary b{margin-right:10px}
summary span.below{display:block;color:var(--soft);font-size:13px;padding-left:17px}
details .in{padding:2px 12px 12px}
details h2{font-size:14px;margin:14px 0 6px;border:0;padding:0}
svg{display:block;width:100%;border-radius:3px;margin:6px 0}
svg.bar{width:84px;height:7px;margin:4px 0 0 auto}
.gallery{display:grid;grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:10px;margin:8px 0}
figure{margin:0;background:#fff;border:1px solid var(--line);border-radius:8px;padding:8px 10px}
figure.broad{grid-column:1/-1}
figcaption{font-size:14px;line-height:1.5}figcaption .key{color:var(--soft);font-size:13px;margin-left:8px;white-space:nowrap}
figcaption i{display:inline-block;width:10px;height:10px;border-radius:2px;margin-right:4px}
svg.chart{max-width:540px;margin:4px 0 0;font-size:11px;font-family:inherit}
.broad svg.chart{max-width:820px}figure:only-child:not(.broad) svg.chart{max-width:680px;margin:4px auto 0}
svg.chart text{paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}
@media (min-width:641px){.broad svg.chart{font-size:7px}figure:only-child:not(.broad) svg.chart{font-size:8px}}
.sheet+.sheet{margin-top:40px}
.form header{text-align:center}
.form h1{font-size:22px;letter-spacing:.06em}
.form table,.form .pairs,.form .pairs div,.form th,.form td{border-color:#8b98a5}
.form th,.form .pairs dt{background:#f3f5f7;color:var(--ink)}
.form th,.form td{border:1px solid #8b98a5}
.form p{background:#fff;border:1px solid #8b98a5;padding:8px 10px;min-height:3.4em;margin:0}.form header p{background:none;border:0;padding:0;min-height:0}
.form h2{border:0;padding:0;font-size:15px;margin:18px 0 6px}
.wide{max-width:none}
.wide th,.wide td,.wide td span.below{padding:5px;font-size:12.5px}.wide .w{min-width:4.2em}.wide th{white-space:normal}.wide td span.below{padding:0}
@media (max-width:640px){
main{padding:14px 10px 40px}h1{font-size:21px}
.pairs{grid-template-columns:1fr}.w{min-width:0}
thead{display:none}
table,tbody,tr{display:block;border:0;background:none}
tr{background:#fff;border:1px solid var(--line);border-radius:8px;margin:8px 0;padding:5px 0;position:relative;display:flex;flex-wrap:wrap}
td,.form td{display:flex;flex:0 0 100%;gap:10px;border:0;padding:2px 12px;text-align:left;white-space:normal}td.n,.form td.n{flex:0 0 50%;text-align:left}
td::before{content:attr(data-label);flex:0 0 5.4em;color:var(--soft);font-size:13px;line-height:1.85;font-weight:400}
td>div{flex:1;min-width:0}
td[data-label=""]{position:absolute;top:3px;right:2px;color:var(--soft)}td[data-label=""]::before{content:none}
td.void{display:none}
.gallery{grid-template-columns:1fr}
.figures dd{font-size:19px}.figures div{padding:8px 9px}
svg.bar{margin-left:0}
}
@media print{
body{background:#fff;font-size:10.5pt}main{max-width:none;padding:0}
table{font-size:9pt}td span.below,th{font-size:8.5pt}tr,summary,.figures div,.pairs div{break-inside:avoid}
figure{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}
.sheet+.sheet{break-before:page;margin-top:0}
th,.pairs dt,svg rect,figcaption i{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.wide th,.wide td{font-size:8.5pt;padding:3px 4px}
}
)css";

inline std::string_view name_of(tone t) {
    static constexpr std::string_view names[] = {"plain", "quiet", "good", "warn", "bad"};
    return names[static_cast<std::size_t>(t)];
}

inline std::string_view class_of(fit f) {
    static constexpr std::string_view names[] = {"w", "t", "n"};
    return names[static_cast<std::size_t>(f)];
}

inline std::string toned(std::string_view text, tone look) {
    if (look == tone::plain) return escaped(text);
    return fmt::format("<span class=\"{}\">{}</span>", name_of(look), escaped(text));
}

inline std::string bar(double share, tone look) {
    return fmt::format(
        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
        "<rect width=\"100\" height=\"8\" fill=\"#e3e8ed\"/><rect width=\"{:.1f}\" height=\"8\" fill=\"{}\"/></svg>",
        share * 100, colour_of(look == tone::plain ? tone::good : look));
}

inline std::string inside(cell const& c) {
    std::string s = toned(c.text, c.look);
    if (!c.below.empty()) s += fmt::format("<span class=\"below\">{}</span>", escaped(c.below));
    if (c.bar) s += bar(*c.bar, c.look);
    return s;
}

class writer {
public:
    void operator()(heading const& h) {
        put("<h2>{}", escaped(h.text));
        if (!h.aside.empty()) put("<small>{}</small>", escaped(h.aside));
        out += "</h2>\n";
    }
    void operator()(paragraph const& p) { put("<p class=\"{}\">{}</p>\n", name_of(p.look), escaped(p.text)); }
    void operator()(figures const& f) {
        out += "<dl class=\"figures\">";
        for (auto const& x : f.all) put("<div><dt>{}</dt><dd>{}</dd></div>", escaped(x.name), toned(x.value, x.look));
        out += "</dl>\n";
    }
    void operator()(pairs const& p) {
        out += "<dl class=\"pairs\">";
        for (auto const& [name, value] : p.all)
            put("<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(name), inside(value));
        out += "</dl>\n";
    }
    void operator()(signatures const& s) {
        out += "<div class=\"sign\">";
        for (auto const& who : s.who)
            put("<div><span>{}:</span><i></i><span>日期:</span><i class=\"d\"></i></div>", escaped(who));
        out += "</div>\n";
    }
    void operator()(table const& t) {
        if (t.rows.empty()) return put("<div class=\"empty\">{}</div>\n", escaped(t.none));
        out += "<table><thead><tr>";
        for (auto const& c : t.columns) put("<th class=\"{}\">{}</th>", class_of(c.room), escaped(c.title));
        out += "</tr></thead><tbody>\n";
        for (auto const& row : t.rows) {
            out += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i) cell_of(row[i], t.columns[i]);
            out += "</tr>\n";
        }
        out += "</tbody></table>\n";
    }
    void operator()(strip const& s) {
        double whole = 0;
        for (auto const& p : s.parts) whole += p.length;
        if (whole <= 0) return;
        out += "<svg viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" height=\"14\" role=\"img\">";
        double x = 0;
        for (auto const& p : s.parts) {
            double const width = p.length * 1000 / whole;
            put("<rect x=\"{:.1f}\" width=\"{:.1f}\" height=\"14\" fill=\"{}\"><title>{}</title></rect>", x, width,
                colour_of(p.look), attribute(p.title));
            x += width;
        }
        out += "</svg>\n";
    }
    void operator()(gallery const& g) {
        out += "<div class=\"gallery\">\n";
        for (auto const& drawing : g.all)
            out += std::visit([](auto const& d) { return svg_detail::svg_of(d); }, drawing);
        out += "</div>\n";
    }
    void operator()(details const& d) {
        put("<details><summary><b>{}</b>{}</summary><div class=\"in\">\n", escaped(d.number), inside(d.summary));
        for (block const& b : d.inside) std::visit(*this, b.what);
        out += "</div></details>\n";
    }
    void sheet(document const& d) {
        put("<main class=\"sheet{}{}\"><header><h1>{}</h1>", d.form ? " form" : "", d.landscape ? " wide" : "",
            escaped(d.title));
        if (!d.subtitle.empty()) put("<p>{}</p>", escaped(d.subtitle));
        out += "</header>\n";
        for (block const& b : d.blocks) std::visit(*this, b.what);
        out += "</main>\n";
    }

    std::string out;

private:
    void cell_of(cell const& c, table::column const& column) {
        bool const is_void = c.text.empty() && c.below.empty() && !c.bar;
        put("<td class=\"{}{}\" data-label=\"{}\"><div>{}</div></td>", class_of(column.room), is_void ? " void" : "",
            attribute(column.title), inside(c));
    }
    template <class... Args>
    void put(fmt::format_string<Args...> format, Args&&... args) {
        out += fmt::format(format, std::forward<Args>(args)...);
    }
};

}  // namespace html_detail

GONGDAN_INLINE std::string html_of(std::vector<document> const& all) {
    using namespace html_detail;
    document const blank;
    document const& first = all.empty() ? blank : all.front();
    writer w;
    w.out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        "<title>{}</title>\n<style>@page{{size:A4{};margin:12mm}}{}</style></head><body>\n",
        first.lang == language::zh ? "zh-CN" : "en", attribute(first.title), first.landscape ? " landscape" : "",
        style);
    for (document const& d : all) w.sheet(d);
    w.out += "</body></html>\n";
    return std::move(w.out);
}

GONGDAN_INLINE std::string html_of(document const& d) { return html_of(std::vector<document>{d}); }

}}}  // namespace gongdan::report
