# The month of gas.py with what an analyst would ask of it, as our study answers it: promises by clock and calendar with
# what a visit to a closed door does to them, the cause of each breach, quantiles of the wait, queue and crews by hour of the
# week, driving, work and overtime, and the worst day. Still no lifecycle: nobody checks who takes which step, and no history
# is kept. With --history each ticket's steps are looked up in a table and kept too, a tuple a step. Prints
# "simpy_answers nanoseconds" or "simpy_history nanoseconds", of CPU time, for each ticket; --check prints the answers.

import math
import sys

import simpy

from gas import Hall, month

HOURS = 168
PROMISES = {  # kind: [(target, due of (start, holds, agreed), whether the begin of the work meets it)]
    "gas alarm": [("on_scene", lambda t: t.came + 0.5, True), ("network_fixed", lambda t: t.came + 4, False)],
    "repair": [("handled", lambda t: elapsed(t.came, 6, t.holds), True),
               ("fixed", lambda t: elapsed(t.came, 24, t.holds), False)],
    "ignition": [("gas_on", lambda t: working_days(t.came, 3, t.holds), False)],
    "inspection": [("inspected", lambda t: agreed_or(t, natural_days(t.came, 3, t.holds)), False)],
}
STEPS = {  # what is said at each occasion
    "gas alarm": {"opened": ("take", "triage"), "taken": ("assign", "send"), "arrived": ("arrive",),
                  "done": ("make_safe", "repair", "verify", "return_visit", "close")},
    "repair": {"opened": ("record",), "taken": ("order", "assign", "sign"), "arrived": ("arrive",),
               "absent": ("nobody_home", "hold"), "back": ("resume",), "interrupted": ("note",),
               "done": ("finish", "test", "inspect", "light", "confirm", "hand_back", "file", "update", "close")},
    "ignition": {"opened": ("match", "set_meter", "submit"), "taken": ("assign", "phone"), "arrived": ("arrive",),
                 "absent": ("nobody_home", "hold"), "back": ("resume",), "interrupted": ("note",),
                 "done": ("test", "check_stove", "gas_on", "confirm", "close")},
    "inspection": {"taken": ("assign",), "absent": ("missed", "answer", "agree"), "interrupted": ("note",),
                   "done": ("inspect", "close")},
}
ALLOWED = {(kind, step): n for kind, said in STEPS.items()
           for n, step in enumerate(step for steps in said.values() for step in steps)}


def elapsed(start, hours, holds):
    due = start + hours
    for begin, end in holds:
        if begin >= due:
            break
        due += end - begin
    return due


def works(day):
    return day % 7 < 5  # 2 March 2026 is a Monday; no holiday in March or April before the 4th


def days(start, n, holds, counts):
    """The end of the n-th day after the start that counts and at whose end nothing is held."""
    day = int(start // 24)
    while n > 0:
        day += 1
        close = 24 * (day + 1)
        if counts(day) and not any(begin < close <= end for begin, end in holds):
            n -= 1
    return day


def working_days(start, n, holds):
    return 24 * (days(start, n, holds, works) + 1)


def natural_days(start, n, holds):
    day = days(start, n, holds, lambda day: True)
    while not works(day):
        day += 1
    return 24 * (day + 1)


def agreed_or(ticket, due):
    """An agreement takes the place of the deadline where it was made before it."""
    for made, until in ticket.agreed:
        if made <= due:
            due = until
    return due


class Meter:
    __slots__ = ("level", "area", "since")

    def __init__(self):
        self.level = self.area = self.since = 0

    def change(self, now, by):
        self.area += self.level * (now - self.since)
        self.since = now
        self.level += by

    def until(self, now):
        return self.area + self.level * (now - self.since)


class Spent:
    __slots__ = ("nobody", "gap", "travel", "customer")

    def __init__(self):
        self.nobody = self.gap = self.travel = self.customer = 0

    def copy(self):
        other = Spent()
        other.nobody, other.gap, other.travel, other.customer = self.nobody, self.gap, self.travel, self.customer
        return other

    def cause(self, over):
        for name in self.__slots__:
            if 0 < over <= getattr(self, name):
                return name
        return "rule"


class Record:
    """What is known of a ticket beside where it stands in the queue."""
    __slots__ = ("came", "begun", "holds", "agreed", "spent", "at_begin", "since", "gap_then", "history")

    def __init__(self, now):
        self.came = self.since = now
        self.begun = self.at_begin = None
        self.holds, self.agreed, self.history = [], [], []
        self.spent = Spent()
        self.gap_then = 0


class AnsweringHall(Hall):
    def __init__(self, table, numbers, history=False):
        self.keeps_history = history
        self.kept = []
        kinds = [c["name"] for c in table["class"]]
        self.queue = {k: Meter() for k in kinds}
        self.busy_by = {k: Meter() for k in kinds}
        self.waiting_all, self.duty, self.busy, self.driving, self.overtime = (Meter() for _ in range(5))
        self.covered = {}  # by skill: crews on duty, and how long there was none
        self.verdicts = {k: {target: [0, 0, {}] for target, _, _ in PROMISES[k]} for k in kinds}
        self.hours = [[0, 0, 0, 0] for _ in range(HOURS)]
        self.days = {}
        super().__init__(table, numbers)
        for crew in self.crews:
            for skill in crew.skills:
                self.covered.setdefault(skill, Meter())
        for crew in self.crews:
            if crew.on_duty:
                self.comes_on_duty(crew)
        self.gaps = {skill: Meter() for skill in self.covered}
        for skill, crews in self.covered.items():
            self.gaps[skill].level = 0 if crews.level else 1
        self.env.process(self.count_hours())

    def comes_on_duty(self, crew, by=1):
        now = self.env.now
        self.duty.change(now, by)
        for skill in crew.skills:
            crews = self.covered[skill]
            had = crews.level > 0
            crews.change(now, by)
            if had != (crews.level > 0) and hasattr(self, "gaps"):
                self.gaps[skill].change(now, 1 if had else -1)

    def shifts(self, crew, shifts):
        hour = lambda text: int(text[:2]) + int(text[3:]) / 60
        env = self.env
        for day in range(10 ** 6):
            sort = "working days" if day % 7 < 5 else "rest days"
            for shift in shifts:
                if shift.get("on", sort) != sort:
                    continue
                yield env.timeout(24 * day + hour(shift["from"]) - env.now)
                crew.on_duty = True
                self.comes_on_duty(crew)
                if crew.ticket is not None:
                    self.overtime.change(env.now, -1)
                self.look_for_work(crew)
                yield env.timeout(24 * day + hour(shift["to"]) - env.now)
                crew.on_duty = False
                self.comes_on_duty(crew, -1)
                if crew.ticket is not None:
                    self.overtime.change(env.now, 1)

    def count_hours(self):
        before = (0, 0, 0)
        while True:
            yield self.env.timeout(1)
            now = self.env.now
            reached = tuple(m.until(now) for m in (self.waiting_all, self.duty, self.busy))
            hour = self.hours[int(now - 1) % HOURS]
            hour[0] += 1
            for i in range(3):
                hour[i + 1] += reached[i] - before[i]
            before = reached

    def give(self, ticket, crew):
        super().give(ticket, crew)
        now = self.env.now
        self.busy.change(now, 1)
        self.driving.change(now, 1)
        self.busy_by[ticket.kind.name].change(now, 1)

    def leave(self, ticket, crew, drove):
        now = self.env.now
        self.busy.change(now, -1)
        self.busy_by[ticket.kind.name].change(now, -1)
        if drove:
            self.driving.change(now, -1)
        if not crew.on_duty:
            self.overtime.change(now, -1)

    def say(self, r, kind, occasion):
        if not self.keeps_history:
            return
        for step in STEPS[kind].get(occasion, ()):
            if (kind, step) not in ALLOWED:
                raise ValueError(step)
            r.history.append((self.env.now, kind, step, occasion))

    def begin_wait(self, r, ticket):
        now = self.env.now
        r.since, r.gap_then = now, self.gaps[ticket.kind.skill].until(now)
        self.queue[ticket.kind.name].change(now, 1)
        self.waiting_all.change(now, 1)

    def end_wait(self, r, ticket):
        now = self.env.now
        gap = self.gaps[ticket.kind.skill].until(now) - r.gap_then
        r.spent.gap += gap
        r.spent.nobody += now - r.since - gap
        self.queue[ticket.kind.name].change(now, -1)
        self.waiting_all.change(now, -1)

    def judge(self, r, kind):
        now = self.env.now
        any_late = False
        for target, due_of, by_begin in PROMISES[kind]:
            due = due_of(r)
            met = r.begun if by_begin else now
            counts = self.verdicts[kind][target]
            if met <= due:
                counts[0] += 1
                continue
            any_late = True
            counts[1] += 1
            cause = (r.at_begin if by_begin else r.spent).cause(met - due)
            counts[2][cause] = counts[2].get(cause, 0) + 1
        day = self.days.setdefault(int(r.came // 24), [0, 0])
        day[0] += 1
        day[1] += any_late

    def life(self, ticket):
        env, kind = self.env, ticket.kind
        name = kind.name
        r = Record(env.now)
        remaining, waited = None, False
        self.say(r, name, "opened")
        while True:
            self.look_for_crew(ticket)
            if ticket.crew is None:
                self.begin_wait(r, ticket)
                yield ticket.called
                self.end_wait(r, ticket)
            crew = ticket.crew
            if not waited:
                self.waits[name].append(env.now - r.came)
                waited = True
            self.say(r, name, "taken")
            begun, set_out = None, env.now
            try:
                yield env.timeout(kind.travel())
                r.spent.travel += env.now - set_out
                self.driving.change(env.now, -1)
                begun = env.now
                if remaining is None:
                    if kind.nobody_home and self.numbers.random() < kind.nobody_home:
                        self.leave(ticket, crew, False)
                        self.free(ticket)
                        again = kind.revisit()
                        if name == "inspection":
                            r.agreed.append((env.now, env.now + again + 2))
                        else:
                            r.holds.append((env.now, env.now + again))
                        self.say(r, name, "absent")
                        yield env.timeout(again)
                        r.spent.customer += again
                        self.say(r, name, "back")
                        continue
                    remaining = kind.service()
                    r.begun, r.at_begin = env.now, r.spent.copy()
                self.say(r, name, "arrived")
                yield env.timeout(remaining)
            except simpy.Interrupt:
                if begun is not None:
                    remaining -= env.now - begun
                else:
                    r.spent.travel += env.now - set_out
                self.leave(ticket, crew, begun is None)
                self.say(r, name, "interrupted")
                continue
            self.leave(ticket, crew, False)
            self.free(ticket)
            self.say(r, name, "done")
            self.times[name].append(env.now - r.came)
            self.judge(r, name)
            if self.keeps_history:
                self.kept.append(r.history)
            return

    def answer(self):
        """What the report shows."""
        now = self.env.now
        self.quantiles = {}
        for name, waits in self.waits.items():
            ordered = sorted(waits)
            self.quantiles[name] = [ordered[min(len(ordered) - 1, math.ceil(p * len(ordered)) - 1)]
                                    for p in (0.5, 0.9, 0.95, 0.99)] if ordered else []
        self.crew_time = [m.until(now) for m in (self.driving, self.busy, self.duty, self.overtime)]
        self.queues = {name: m.until(now) / now for name, m in self.queue.items()}
        self.worst = max(self.days.items(), key=lambda d: d[1][1], default=None)
        return self


def main():
    check, history = "--check" in sys.argv, "--history" in sys.argv
    halls, each = month(lambda table, numbers: AnsweringHall(table, numbers, history), 40 if check else 4,
                        AnsweringHall.answer)
    for name, targets in halls[0].verdicts.items() if check else ():
        waits = [w for h in halls for w in h.waits[name]]
        print(f"{name}: mean wait {sum(waits) / len(waits):.4f} h")
        for target in targets:
            met = sum(h.verdicts[name][target][0] for h in halls)
            late = sum(h.verdicts[name][target][1] for h in halls)
            causes = {}
            for h in halls:
                for cause, n in h.verdicts[name][target][2].items():
                    causes[cause] = causes.get(cause, 0) + n
            print(f"  {target}: {met / (met + late):.4f} in time, {causes}")
    print("simpy_history" if history else "simpy_answers", f"{each:.1f}")


if __name__ == "__main__":
    main()
