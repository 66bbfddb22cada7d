# SimPy's M/M/10 at 90 % load beside ours: prints "simpy_customer nanoseconds", of CPU time, and how many of SimPy's own
# events a customer is: the gap before the next, the begin of the process, the request, the service, the release, the
# process's end. Ours is two, one who comes and one who is done, with three commands to the desk; so customers are compared.

import random
import sys
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
begun = time.process_time()
events = 0
while environment.peek() != float("inf"):
    environment.step()
    events += 1
took = time.process_time() - begun
print("simpy_customer", f"{took / customers * 1e9:.1f}")
print(f"{events / customers:.2f} events a customer", file=sys.stderr)
