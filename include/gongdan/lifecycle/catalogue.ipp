#pragma once

#include <gongdan/lifecycle/alarm.hpp>
#include <gongdan/lifecycle/bellows.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/complaint.hpp>
#include <gongdan/lifecycle/consult.hpp>
#include <gongdan/lifecycle/counter.hpp>
#include <gongdan/lifecycle/decommission.hpp>
#include <gongdan/lifecycle/gas_stop.hpp>
#include <gongdan/lifecycle/ignition.hpp>
#include <gongdan/lifecycle/imported.hpp>
#include <gongdan/lifecycle/inquiry.hpp>
#include <gongdan/lifecycle/inspection.hpp>
#include <gongdan/lifecycle/install.hpp>
#include <gongdan/lifecycle/meter_change.hpp>
#include <gongdan/lifecycle/modification.hpp>
#include <gongdan/lifecycle/network_fault.hpp>
#include <gongdan/lifecycle/outage.hpp>
#include <gongdan/lifecycle/rectification.hpp>
#include <gongdan/lifecycle/repair.hpp>
#include <gongdan/lifecycle/return_visit.hpp>
#include <gongdan/lifecycle/seal.hpp>
#include <gongdan/lifecycle/unseal.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE std::vector<lifecycle const*> builtin_lifecycles() {
    return {&repair_lifecycle(),        &alarm_lifecycle(),        &install_lifecycle(),
            &ignition_lifecycle(),      &inspection_lifecycle(),   &consult_lifecycle(),
            &complaint_lifecycle(),     &modification_lifecycle(), &gas_stop_lifecycle(),
            &unseal_lifecycle(),        &seal_lifecycle(),         &bellows_lifecycle(),
            &meter_change_lifecycle(),  &decommission_lifecycle(), &network_fault_lifecycle(),
            &rectification_lifecycle(), &outage_lifecycle(),       &counter_lifecycle(),
            &inquiry_lifecycle(),       &return_visit_lifecycle(), &imported_lifecycle()};
}

}}  // namespace gongdan
