#pragma once

#include <gongdan/core/located.hpp>

#include <string>

/// What `f` was refused with, `file:line: field: reason`; empty where it was not.
template <class F>
std::string refusal(F f) {
    try {
        f();
        return {};
    } catch (gongdan::input_error const& e) { return e.what_and_where().text(); }
}
