#pragma once

#include <gongdan/calendar/file.hpp>
#include <gongdan/calendar/layer.ipp>

#include <cassert>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE calendar read_calendar_layers(std::vector<source> const& layers, china_options base) {
    assert(!layers.empty() && "a calendar is read from one file at least");
    calendar_file::stack all{base};
    for (source const& s : layers) {
        calendar_file::calendar_text const file{s};
        all.lay(file);
    }
    return *calendar::make(all.spec());
}

GONGDAN_INLINE calendar read_calendar(source const& from, china_options base) {
    return read_calendar_layers({from}, base);
}

}}  // namespace gongdan
