#pragma once

#include <gongdan/lifecycle/alarm.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/ignition.hpp>
#include <gongdan/lifecycle/imported.hpp>
#include <gongdan/lifecycle/inspection.hpp>
#include <gongdan/lifecycle/install.hpp>
#include <gongdan/lifecycle/repair.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE std::vector<lifecycle const*> builtin_lifecycles() {
    return {&repair_lifecycle(),   &alarm_lifecycle(),      &install_lifecycle(),
            &ignition_lifecycle(), &inspection_lifecycle(), &imported_lifecycle()};
}

}}  // namespace gongdan
