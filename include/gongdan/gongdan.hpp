#pragma once

// Everything an application links against for its daily work, and nothing that is heavy: no machine, no TOML, no JSON, no
// driver. A header-only host includes the machines it uses (lifecycle/repair.ipp, …), one file each.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/dispatch/propose.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>
