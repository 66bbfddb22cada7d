#pragma once

#include <gongdan/lifecycle/lifecycle.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

// A lifecycle as text, drawn from its rows: the same table gives the same text, to the byte. Diagrams show the type's
// own steps; the events every type shares (hold, resume, …) stand in the outline alone.

/// A Mermaid `stateDiagram-v2`; an edge reads `event · outcome · who · what it needs · rule`.
[[nodiscard]] std::string mermaid(lifecycle const& l, language in);

/// The same as a Graphviz `digraph`; closed states have a double line.
[[nodiscard]] std::string dot(lifecycle const& l, language in);

/// Every row on a line, under the state it starts from, with codes: what happens, who may, what it needs, leaves on record
/// and takes off it, and the rule behind it.
[[nodiscard]] std::string outline(lifecycle const& l, language in);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/lifecycle/diagram.ipp>
#endif
