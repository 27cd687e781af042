// Reference loop: M/M/c by a textbook event list, as lean as C++ allows. No libraries.
// Usage: mmc REQUESTS. Prints nanoseconds per request, mean response and p99, in units of the mean service.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace {

// xoshiro256++ (Blackman and Vigna), seeded by splitmix64.
struct Random {
  uint64_t s[4];
  explicit Random(uint64_t seed) {
    for (auto &word : s) {
      seed += 0x9e3779b97f4a7c15ULL;
      uint64_t z = seed;
      z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
      z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
      word = z ^ (z >> 31);
    }
  }
  static uint64_t rotate(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }
  double uniform() {
    const uint64_t result = rotate(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return (result >> 11) * 0x1.0p-53;
  }
  double exponential(double mean) { return -mean * std::log(1.0 - uniform()); }
};

struct Event {
  double time;
  uint32_t sequence;
  int32_t what;  // -1 arrival, else departure
};

struct Heap {
  std::vector<Event> events;
  uint32_t counter = 0;
  Heap() { events.reserve(64); }
  static bool before(const Event &a, const Event &b) {
    return a.time < b.time || (a.time == b.time && a.sequence < b.sequence);
  }
  void push(double time, int32_t what) {
    Event event{time, counter++, what};
    size_t hole = events.size();
    events.push_back(event);
    while (hole > 0) {
      const size_t parent = (hole - 1) / 2;
      if (!before(event, events[parent])) break;
      events[hole] = events[parent];
      hole = parent;
    }
    events[hole] = event;
  }
  Event pop() {
    const Event first = events[0];
    const Event last = events.back();
    events.pop_back();
    const size_t size = events.size();
    if (size == 0) return first;
    size_t hole = 0;
    for (;;) {
      size_t child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && before(events[child + 1], events[child])) child++;
      if (!before(events[child], last)) break;
      events[hole] = events[child];
      hole = child;
    }
    events[hole] = last;
    return first;
  }
};

}  // namespace

int main(int argc, char **argv) {
  const long requests = argc > 1 ? std::atol(argv[1]) : 20000000;
  const int workers = 8;
  const double gap = 1.0 / (workers * 0.8);
  Random random(1);
  Heap heap;
  const size_t ringSize = 1 << 16;
  std::vector<double> ring(ringSize), inService(workers);
  std::vector<int> freeWorkers;
  for (int i = 0; i < workers; i++) freeWorkers.push_back(i);
  size_t head = 0, queued = 0;
  std::vector<uint32_t> histogram(2048 << 6, 0);
  double sum = 0;
  long answered = 0;

  const auto start = std::chrono::steady_clock::now();
  heap.push(random.exponential(gap), -1);
  while (answered < requests) {
    const Event event = heap.pop();
    const double now = event.time;
    if (event.what < 0) {
      heap.push(now + random.exponential(gap), -1);
      if (!freeWorkers.empty()) {
        const int worker = freeWorkers.back();
        freeWorkers.pop_back();
        inService[worker] = now;
        heap.push(now + random.exponential(1.0), worker);
      } else {
        ring[(head + queued++) & (ringSize - 1)] = now;
      }
    } else {
      const double response = now - inService[event.what];
      sum += response;
      answered++;
      uint64_t bits;
      std::memcpy(&bits, &response, 8);
      histogram[bits >> 46]++;
      if (queued > 0) {
        inService[event.what] = ring[head & (ringSize - 1)];
        head++;
        queued--;
        heap.push(now + random.exponential(1.0), event.what);
      } else {
        freeWorkers.push_back(event.what);
      }
    }
  }
  const double ns = std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count();
  long seen = 0;
  double p99 = 0;
  for (size_t i = 0; i < histogram.size(); i++) {
    seen += histogram[i];
    if (seen >= 0.99 * answered) {
      uint64_t bits = static_cast<uint64_t>(i) << 46;
      std::memcpy(&p99, &bits, 8);
      break;
    }
  }
  std::printf("%.3f %.6f %.6f\n", ns / requests, sum / answered, p99);
}
