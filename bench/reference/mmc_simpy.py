"""The textbook M/M/8 at load 0.8 in SimPy: prints ns per request and the mean response in mean services."""

import random
import sys
import time

import simpy

requests = int(sys.argv[1])
arrivals, services = random.Random(1), random.Random(2)
env = simpy.Environment()
workers = simpy.Resource(env, capacity=8)
total = 0.0


def request():
    global total
    arrived = env.now
    with workers.request() as turn:
        yield turn
        yield env.timeout(services.expovariate(1.0))
    total += env.now - arrived


def source():
    for _ in range(requests):
        yield env.timeout(arrivals.expovariate(6.4))
        env.process(request())


start = time.perf_counter()
env.process(source())
env.run()
print((time.perf_counter() - start) * 1e9 / requests, total / requests)
