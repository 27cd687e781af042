import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseDuration,
  parseLatency,
  parseRate,
  parseShare,
  printDuration,
  printLatency,
  printRate,
  printShare,
} from "../../src/core/notation/index.ts";

// The one-line change that must break this file: print shares with `String(share * 100)`.

describe("units", () => {
  it.each([
    ["90s", 90_000, "1m30s"],
    ["5m", 300_000, "5m"],
    ["2h", 7_200_000, "2h"],
    ["1h30m", 5_400_000, "1h30m"],
    ["0s", 0, "0s"],
    ["1s500ms", 1_500, "1s500ms"],
  ])("read the duration %s as %d ms and print it as %s", (text, ms, printed) => {
    expect(parseDuration(text)).toBe(ms);
    expect(printDuration(ms)).toBe(printed);
  });

  it.each(["", "5", "m", "5 m", "-5m", "1.5h", "30m1h", "5M", "1e3s", "5m5m"])(
    "do not read %j as a duration",
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it("read rates, shares and latencies with a decimal point, and nothing else", () => {
    expect([parseRate("0.5/s"), parseShare("0.3%"), parseLatency("2.5s")]).toEqual([0.5, 0.003, 2_500]);
    expect(["100", "100/m", "-1/s"].map(parseRate)).toEqual([undefined, undefined, undefined]);
    expect(["0.05", "5", "5 %"].map(parseShare)).toEqual([undefined, undefined, undefined]);
    expect(["80", "80us", "1m"].map(parseLatency)).toEqual([undefined, undefined, undefined]);
  });

  it("print what they read", () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.nat(100_000), (ms, hundredths) => {
        expect(parseDuration(printDuration(ms))).toBe(ms);
        expect(parseLatency(printLatency(ms))).toBe(ms);
        const share = Math.min(1, hundredths / 10_000);
        expect(parseShare(printShare(share))).toBeCloseTo(share, 12);
        expect(parseRate(printRate(hundredths / 100))).toBe(hundredths / 100);
      }),
    );
    expect(printShare(0.07)).toBe("7%");
  });
});
