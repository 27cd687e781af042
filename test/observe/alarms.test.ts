import { describe, expect, test } from "vitest";
import type { AlarmState, MissingData } from "../../src/core/model/index.ts";
import { alarmHistory, alarmState } from "../../src/core/observe/alarms/index.ts";

const modes = ["missing", "ignore", "breaching", "notBreaching"] as const satisfies readonly MissingData[];
/** `K` is whatever the state was before. */
const letters = { A: "ALARM", O: "OK", I: "INSUFFICIENT_DATA", K: "OK" } as const;

function rule(m: number, n: number, missingData: MissingData) {
  return { comparison: "GreaterThanThreshold", threshold: 0, datapoints: { m, n }, missingData } as const;
}

/** `X` breaches, `0` does not, `-` is missing. */
function points(row: string): readonly (number | null)[] {
  return [...row].map((mark) => (mark === "-" ? null : mark === "X" ? 1 : 0));
}

describe("an alarm is evaluated as CloudWatch documents it:", () => {
  // A letter for each mode, in the order above: the tables of the user guide, "treating missing data".
  const table = [
    [3, "0-X-X", "OOOO"],
    [3, "0----", "OOOO"],
    [3, "-----", "IKAO"],
    [3, "0XX-X", "AAAA"],
    [3, "--X--", "AKAO"],
    [3, "----X", "OOAO"],
    [3, "---X-", "OOAO"],
    [2, "0-X-X", "AAAA"],
    [2, "00X0X", "AAAA"],
    [2, "0-X--", "OOAO"],
    [2, "----0", "OOAO"],
    [2, "---X-", "AKAO"],
  ] as const;
  for (const [m, row, expected] of table)
    test(`${m} of 3 over ${row} is ${expected}`, () => {
      const states = modes.map((mode) => alarmState(rule(m, 3, mode), points(row), "OK"));
      expect(states).toEqual([...expected].map((letter) => letters[letter as keyof typeof letters]));
    });
});

describe("an alarm", () => {
  test("treats all modes alike where nothing is missing", () => {
    const row = points("0X0XX0XXX000X");
    const [first, ...others] = modes.map((mode) => alarmHistory(rule(2, 3, mode), row).slice(2));
    for (const other of others) expect(other).toEqual(first);
  });

  test("goes on for two periods after the data has stopped, whatever a gap means", () => {
    for (const mode of modes) {
      const states = alarmHistory(rule(3, 3, mode), points("0XXX--"));
      expect(states.slice(-3), mode).toEqual<readonly AlarmState[]>(["ALARM", "ALARM", "ALARM"]);
    }
  });
});
