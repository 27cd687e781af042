import { parseShare } from "../../notation/units.ts";

/** What a judge's setting may be. A number is compared with both ends; `whole` allows no fraction. */
type SettingRule =
  | { readonly kind: "share" }
  | { readonly kind: "number"; readonly above: number; readonly max: number }
  | { readonly kind: "whole"; readonly min: number; readonly max: number }
  | { readonly kind: "word"; readonly words: readonly string[] };

const share: SettingRule = { kind: "share" };
const factor: SettingRule = { kind: "number", above: 0, max: 1_000_000 };
const ratio: SettingRule = { kind: "number", above: 1, max: 1_000_000 };
const whole = (min: number): SettingRule => ({ kind: "whole", min, max: 1_000_000 });

/** Every setting of every judge; test/laws/native.test.ts holds that none is missing. */
export const settingRules: Readonly<Record<string, SettingRule>> = {
  alpha: share,
  beta: share,
  probability: share,
  quantile: share,
  slo: share,
  confidence: share,
  tolerance: share,
  mixtureDeviation: share,
  limit: share,
  harmfulRatio: ratio,
  rateRatio: ratio,
  concentration: factor,
  priorAlpha: factor,
  priorBeta: factor,
  factor,
  allowedIncrease: factor,
  allowedDecrease: factor,
  scale: factor,
  longSeconds: whole(1),
  shortSeconds: whole(1),
  looks: { kind: "whole", min: 1, max: 10_000 },
  failures: whole(1),
  interval: whole(1),
  tunedSample: whole(1),
  minPerWindow: whole(0),
  minRequests: whole(1),
  minSamples: whole(1),
  spending: { kind: "word", words: ["obrien-fleming", "pocock"] },
  rule: { kind: "word", words: ["consecutive", "total"] },
};

/** The value of a setting, or what is expected instead. */
export function readSetting(
  rule: SettingRule,
  written: string | number | boolean | null,
): { readonly value: number | string } | { readonly expected: string } {
  switch (rule.kind) {
    case "share": {
      const value = typeof written === "string" ? parseShare(written) : written;
      const fits = typeof value === "number" && value > 0 && value < 1;
      return fits ? { value } : { expected: "a share between 0% and 100%, like 5%" };
    }
    case "number": {
      const fits = typeof written === "number" && written > rule.above && written <= rule.max;
      return fits ? { value: written } : { expected: `a number above ${rule.above}` };
    }
    case "whole": {
      const fits = Number.isSafeInteger(written) && Number(written) >= rule.min && Number(written) <= rule.max;
      return fits ? { value: Number(written) } : { expected: `a whole number from ${rule.min} to ${rule.max}` };
    }
    case "word":
      return rule.words.includes(String(written)) ? { value: String(written) } : { expected: rule.words.join(" or ") };
  }
}
