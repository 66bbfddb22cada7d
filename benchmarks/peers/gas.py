# The month of examples/scenarios/gas.toml in SimPy, beside ours: the same rates, laws, crews, shifts, levels, ways and
# absences, and an alarm that calls a crew away; but no desk: no lifecycle, no promises, no history. What is counted is the
# wait and the time to the close. Prints "simpy_ticket nanoseconds", of CPU time, for each ticket. gas_answers.py is the
# same month with the answers that our study gives.
#
# Written for speed as SimPy's own users do: a process a ticket, idle crews and waiting tickets in plain lists and heaps,
# no event where a crew is free at once. Run with --check for what was measured of the month.

import heapq
import random
import sys
import time
import tomllib
from pathlib import Path

import simpy

FILE = Path(__file__).resolve().parents[2] / "examples/scenarios/gas.toml"
TURN = 6.283185307179586


def sampler(law, numbers):
    """A function that gives one value of a distribution as the scenario says it."""
    if not isinstance(law, dict):
        return lambda: law
    import math
    kind = law["law"]
    if kind == "uniform":
        return lambda: numbers.uniform(law["from"], law["to"])
    if kind == "empirical":
        values, weights = law["values"], law["weights"]
        ups = [sum(weights[:i + 1]) for i in range(len(weights))]
        return lambda: numbers.choices(values, cum_weights=ups)[0]
    if kind in ("gamma", "erlang"):
        shape = law.get("shape", law.get("stages"))
        return lambda: numbers.gammavariate(shape, law["mean"] / shape)
    sigma = math.sqrt(math.log1p(law["cv"] ** 2))
    mu = math.log(law["mean"]) - sigma * sigma / 2
    return lambda: numbers.lognormvariate(mu, sigma)


class Kind:
    def __init__(self, table, numbers):
        self.name = table["name"]
        self.level = int(table["level"][1:])
        self.skill = table["skill"]
        self.travel = sampler(table["travel"], numbers)
        self.service = sampler(table["service"], numbers)
        self.nobody_home = table.get("nobody_home", 0)
        self.revisit = sampler(table.get("revisit", 0), numbers)
        comes = table["arrivals"]
        if "by_hour" in comes:
            by_hour = comes["by_hour"]
            self.highest = max(by_hour)
            self.rate = lambda t: by_hour[int(t) % 24]
        else:
            import math
            base, high = comes["rate"], comes["amplitude"]
            self.highest = base * (1 + high)
            self.rate = lambda t: base * (1 + high * math.sin(TURN * t / comes["period"] + comes["phase"]))


class Crew:
    __slots__ = ("skills", "on_duty", "ticket", "order", "began")

    def __init__(self, skills, order):
        self.skills, self.order = skills, order
        self.on_duty, self.ticket, self.began = False, None, 0


class Ticket:
    __slots__ = ("kind", "order", "crew", "called", "process")

    def __init__(self, kind, order):
        self.kind, self.order = kind, order
        self.crew = self.called = self.process = None


class Hall:
    def __init__(self, table, numbers):
        self.numbers = numbers
        self.env = simpy.Environment()
        self.crews = []
        self.waiting = {}
        self.tickets = 0
        self.waits, self.times = {}, {}
        self.horizon = table["horizon"]
        for group in sorted(table["crew"], key=lambda g: len(g["skills"])):
            for _ in range(group.get("count", 1)):
                crew = Crew(frozenset(group["skills"]), len(self.crews))
                self.crews.append(crew)
                if "shifts" in group:
                    self.env.process(self.shifts(crew, group["shifts"]))
                else:
                    crew.on_duty = True
        for kind in (Kind(c, numbers) for c in table["class"]):
            self.waiting.setdefault(kind.skill, [])
            self.waits[kind.name], self.times[kind.name] = [], []
            self.env.process(self.arrivals(kind))

    def shifts(self, crew, shifts):
        hour = lambda text: int(text[:2]) + int(text[3:]) / 60
        env = self.env
        for day in range(10 ** 6):
            sort = "working days" if day % 7 < 5 else "rest days"  # 2 March 2026 is a Monday; no holiday in March
            for shift in shifts:
                if shift.get("on", sort) != sort:
                    continue
                yield env.timeout(24 * day + hour(shift["from"]) - env.now)
                crew.on_duty = True
                self.look_for_work(crew)
                yield env.timeout(24 * day + hour(shift["to"]) - env.now)
                crew.on_duty = False

    def arrivals(self, kind):
        env, numbers = self.env, self.numbers
        while True:
            yield env.timeout(numbers.expovariate(kind.highest))
            if env.now >= self.horizon:
                return
            if numbers.random() * kind.highest < kind.rate(env.now):
                self.tickets += 1
                ticket = Ticket(kind, self.tickets)
                ticket.process = env.process(self.life(ticket))

    def give(self, ticket, crew):
        ticket.crew, crew.ticket, crew.began = crew, ticket, self.env.now

    def look_for_crew(self, ticket):
        """A crew that is free; else one that is at something less urgent; else the ticket waits."""
        kind = ticket.kind
        for crew in self.crews:
            if crew.ticket is None and crew.on_duty and kind.skill in crew.skills:
                return self.give(ticket, crew)
        weakest = None
        for crew in self.crews:
            if crew.ticket is None or not crew.on_duty or kind.skill not in crew.skills:
                continue
            level = crew.ticket.kind.level
            if level < kind.level and (weakest is None or (level, -crew.began) < (weakest.ticket.kind.level, -weakest.began)):
                weakest = crew
        if weakest is not None:
            left = weakest.ticket
            left.crew = None
            self.give(ticket, weakest)
            return left.process.interrupt()
        ticket.called = self.env.event()
        heapq.heappush(self.waiting[kind.skill], (-kind.level, ticket.order, ticket))

    def look_for_work(self, crew):
        if crew.ticket is not None or not crew.on_duty:
            return
        lines = [self.waiting[s] for s in crew.skills if self.waiting.get(s)]
        if lines:
            ticket = heapq.heappop(min(lines))[2]
            self.give(ticket, crew)
            ticket.called.succeed()

    def free(self, ticket):
        crew, ticket.crew = ticket.crew, None
        crew.ticket = None
        self.look_for_work(crew)

    def life(self, ticket):
        env, kind = self.env, ticket.kind
        came, begun, remaining = env.now, None, None
        waited = False
        while True:
            self.look_for_crew(ticket)
            if ticket.crew is None:
                yield ticket.called
            if not waited:
                self.waits[kind.name].append(env.now - came)
                waited = True
            try:
                begun = None
                yield env.timeout(kind.travel())
                if remaining is None:
                    if kind.nobody_home and self.numbers.random() < kind.nobody_home:
                        self.free(ticket)
                        yield env.timeout(kind.revisit())
                        continue
                    remaining = kind.service()
                begun = env.now
                yield env.timeout(remaining)
            except simpy.Interrupt:
                if begun is not None:
                    remaining -= env.now - begun
                continue
            self.free(ticket)
            self.times[kind.name].append(env.now - came)
            return


def month(make, replications, after=lambda hall: hall):
    """Runs the month so often; the halls, and the CPU time of a ticket in nanoseconds, with what is done `after` each run."""
    table = tomllib.loads(FILE.read_text())
    halls = []
    begun = time.process_time()
    for replication in range(replications):
        hall = make(table, random.Random(replication + 1))
        hall.env.run(until=2 * hall.horizon)
        halls.append(after(hall))
    took = time.process_time() - begun
    return halls, took / sum(h.tickets for h in halls) * 1e9


def main():
    check = "--check" in sys.argv
    halls, each = month(Hall, 40 if check else 4)
    for name in halls[0].waits if check else ():
        waits = [w for h in halls for w in h.waits[name]]
        times = [t for h in halls for t in h.times[name]]
        print(f"{name}: {len(waits) / len(halls):.1f} tickets, mean wait {sum(waits) / len(waits):.4f} h,"
              f" mean time {sum(times) / len(times):.3f} h")
    print("simpy_ticket", f"{each:.1f}")


if __name__ == "__main__":
    main()
