import { judgeOf } from "./judge.ts";
import { kayentaDefaults, weighByKayenta } from "./kayenta/weigh.ts";

/** Kayenta's rule with an interval that does not depend on the metric's unit (spec 2.7). */
export const kayentaExact = judgeOf({
  title: "Kayenta, exact",
  says: "As Kayenta, but judged by the rank test's own p-value, so that percent and fraction agree.",
  peeking: {
    valid: false,
    measured: 0.029,
    because: "It does not correct for its intervals.",
  },
  exempt: {},
  stands: true,
  defaults: kayentaDefaults,
  weigh: (evidence, settings) => weighByKayenta(evidence, { ...settings, mode: "exact" }),
});
