# SimPy's M/M/10 at 90 % load beside ours: prints "simpy_event nanoseconds".

import random
import time

import simpy

crews, load, customers = 10, 0.9, 50_000
numbers = random.Random(7)
environment = simpy.Environment()
staff = simpy.Resource(environment, capacity=crews)
waits = []


def customer():
    came = environment.now
    with staff.request() as request:
        yield request
        waits.append(environment.now - came)
        yield environment.timeout(numbers.expovariate(1))


def arrivals():
    for _ in range(customers):
        yield environment.timeout(numbers.expovariate(crews * load))
        environment.process(customer())


environment.process(arrivals())
begun = time.perf_counter()
events = 0
while environment.peek() != float("inf"):
    environment.step()
    events += 1
print("simpy_event", f"{(time.perf_counter() - begun) / events * 1e9:.1f}")
