import type { PolicyLimits } from "../dialect.ts";
import type { NativeJudge, NativePolicy } from "./policy.ts";

/** The bounds of judges against a limit, for charts; a comparison with stable has none that could be drawn. */
export function limits({ judges, everyMs }: NativePolicy): PolicyLimits {
  const failures = judges.flatMap((judge) => limitOf(judge, judge.slowerThanMs === null));
  const slow = judges.find((judge) => judge.against === "limit" && judge.slowerThanMs !== null);
  const share = slow?.settings["limit"];
  return {
    successRateMin: failures.length === 0 ? null : 100 - 100 * Math.min(...failures),
    latencyMaxMs: slow?.slowerThanMs ?? null,
    latencyQuantile: typeof share === "number" ? 1 - share : 0.99,
    intervalMs: everyMs,
    windowMs: everyMs,
  };
}

function limitOf({ against, settings }: NativeJudge, ofFailures: boolean): readonly number[] {
  const limit = settings["limit"];
  return against === "limit" && ofFailures && typeof limit === "number" ? [limit] : [];
}
