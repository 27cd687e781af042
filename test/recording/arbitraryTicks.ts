import fc from "fast-check";
import type { Row, Tick } from "./syntheticRecording.ts";

const row: fc.Arbitrary<Row> = fc
  .record({
    arrived: fc.nat(9),
    instances: fc.nat(4),
    busy: fc.double({ min: 0, max: 8, noNaN: true }),
    latencies: fc.array(fc.double({ min: 0.1, max: 60_000, noNaN: true }), { maxLength: 6 }),
    failing: fc.nat(6),
    harming: fc.nat(6),
  })
  .map(({ arrived, instances, busy, latencies, failing, harming }) => {
    const failed = Math.min(failing, latencies.length);
    return { arrived, instances, busy, latencies, failed, harmful: Math.min(harming, failed) };
  });

/** Up to two minutes of a small world in which anything may happen. */
export const arbitraryTicks: fc.Arbitrary<readonly Tick[]> = fc.array(
  fc.record({
    asked: fc.integer({ min: 0, max: 100 }),
    usersHarmed: fc.nat(50),
    usersHarmedThrice: fc.nat(50),
    usersExposed: fc.nat(50),
    stable: row,
    canary: row,
  }),
  { minLength: 1, maxLength: 120 },
);
