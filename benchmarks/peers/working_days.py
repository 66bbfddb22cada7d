# numpy's business days beside ours: prints "name nanoseconds" a line. It can leave out days, but not say that a Saturday is
# worked, so its answers are others; the work is the same.

import csv
import sys
import timeit
from pathlib import Path

import numpy

fixture = Path(__file__).resolve().parents[2] / "tests" / "fixtures" / "cn_holidays.csv"
with fixture.open(encoding="utf-8") as rows:
    off = [row["date"] for row in csv.DictReader(rows) if row["kind"] == "off"]
calendar = numpy.busdaycalendar(holidays=off)
first = numpy.datetime64("2020-01-01")
many = first + numpy.arange(1000) * 7919 % 1000
days = list(many)


def nanoseconds(call, each):
    timer = timeit.Timer(call)
    runs = max(1, timer.autorange()[0] // 4)
    return min(timer.repeat(5, runs)) / runs / each * 1e9


def told(name, call, each=1):
    print(name, f"{nanoseconds(call, each):.1f}")


def one_by_one(n):
    for day in days:
        numpy.busday_offset(day, n, roll="backward", busdaycal=calendar)


for n in (5, 250):
    told(f"numpy_add/{n}", lambda n=n: one_by_one(n), len(days))
    told(f"numpy_add_array/{n}", lambda n=n: numpy.busday_offset(many, n, roll="backward", busdaycal=calendar), len(days))


def count_one_by_one():
    for day in days:
        numpy.busday_count(day, day + 365, busdaycal=calendar)


told("numpy_count", count_one_by_one, len(days))
told("numpy_count_array", lambda: numpy.busday_count(many, many + 365, busdaycal=calendar), len(days))
sys.stdout.flush()
