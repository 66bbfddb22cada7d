#pragma once

#include <gongdan/simulate/counting_journal.hpp>
#include <gongdan/simulate/detail/stages.hpp>
#include <gongdan/simulate/run.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

// The real desk, and what the simulated people say to it. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// What only the run knows of a step: who comes, and when.
struct particulars {
    std::string_view crew = {};
    instant visit = {};
};

class office {
public:
    office(simulation const& s, witness* who)
        : scenario_(s.what()), desk_(s.days(), scenario_.rules, used_first(s), journal_, {minutes{15}, true}) {
        for (ticket_class const& c : scenario_.classes) {
            scripts_.push_back(*script_of(c.type));
            courses_.push_back(course_of(c, scripts_.back()));
            openings_.push_back(opening_of(c));
        }
        if (who != nullptr) desk_.observe(who);
    }

    [[nodiscard]] script& script_for(std::uint32_t kind) { return scripts_[kind]; }

    /// Its steps that take time; empty where only the whole service does.
    [[nodiscard]] course& course_for(std::uint32_t kind) { return courses_[kind]; }
    [[nodiscard]] std::vector<course> const& courses() const { return courses_; }

    [[nodiscard]] ticket_id open(std::uint32_t kind, tick now) {
        opening& o = openings_[kind];
        o.occurred_at = scenario_.clock(now);
        auto const id = desk_.open(o);
        if (!id) throw std::logic_error("simulation: " + id.why().en);
        return *id;
    }
    /// A command that is refused is a fault of its script.
    void perform(ticket_id id, script::steps& steps, tick now, particulars const& p) {
        for (script_step& s : steps) {
            s.what.occurred_at = scenario_.clock(now);
            if (s.names_crew) s.what.data.set(field::crew, p.crew);
            if (s.names_time)
                s.what.data.set(field::from, to_text(p.visit)).set(field::to, to_text(p.visit + hours{2}));
            if (auto const done = desk_.apply(id, s.what); !done)
                throw std::logic_error(fmt::format("simulation: '{}': {}", s.what.event, done.why().en));
        }
    }
    /// Closed tickets are forgotten, so that a long run needs no more memory than a short one.
    void forget(ticket_id closed) { static_cast<void>(desk_.forget(closed)); }

    [[nodiscard]] ticket_record const& ticket(ticket_id id) const { return *desk_.ticket(id); }
    [[nodiscard]] std::uint64_t entries() const { return journal_->last(); }

private:
    /// A desk finds a type sooner the nearer it stands to the front.
    [[nodiscard]] static std::vector<lifecycle const*> used_first(simulation const& s) {
        auto types = s.types();
        auto const& classes = s.what().classes;
        std::stable_partition(types.begin(), types.end(), [&](lifecycle const* l) {
            return std::any_of(classes.begin(), classes.end(),
                               [l](ticket_class const& c) { return c.type == l->label.code; });
        });
        return types;
    }
    [[nodiscard]] opening opening_of(ticket_class const& c) const {
        opening o;
        o.type = c.type;
        o.who.as = role::receptionist;
        o.urgency = c.urgency;
        if (scenario_.plain()) o.label = c.name;
        return o;
    }

    scenario const& scenario_;
    std::shared_ptr<counting_journal> journal_ = std::make_shared<counting_journal>();
    desk desk_;
    std::vector<script> scripts_;    ///< by class, its commands reused
    std::vector<course> courses_;    ///< by class, too
    std::vector<opening> openings_;  ///< by class, too
};

}}}}  // namespace gongdan::simulate::run_detail
