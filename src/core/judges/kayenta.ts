import { judgeOf } from "./judge.ts";
import { kayentaDefaults, weighByKayenta } from "./kayenta/weigh.ts";

/** Kayenta's judge on the error rate of each window, quirks included (spec 2). */
export const kayenta = judgeOf({
  title: "Kayenta, compatible",
  says: "Rolls back when the windows' error rates differ by Kayenta's classifier at an interval; promotes at the planned end.",
  peeking: {
    valid: false,
    measured: 0.003,
    because: "It does not correct for its intervals; it is slow to alarm, and misses what count tests see.",
  },
  exempt: {
    "swapping arms mirrors": "Its root finder starts at one end, and what is left of its tolerance is not mirrored.",
  },
  stands: true,
  defaults: kayentaDefaults,
  weigh: (evidence, settings) => weighByKayenta(evidence, { ...settings, mode: "compatible" }),
});
