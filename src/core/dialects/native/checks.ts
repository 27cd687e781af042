import type { Check, Judged } from "../../model/index.ts";
import { judgesNow, type NativeContext } from "./context.ts";
import type { NativeJudge } from "./policy.ts";

/** What each judge saw since the last look, as the page shows it: the share of bad requests on the canary. */
export function checksOf(context: NativeContext): readonly Check[] {
  return judgesNow("judges", context).flatMap((judge, index) => {
    const answer = context.answers[index];
    return answer === undefined ? [] : [checkOf(judge, answer, context)];
  });
}

function checkOf(judge: NativeJudge, answer: Judged, { policy }: NativeContext): Check {
  const { canary } = answer.last;
  const limit = judge.settings["limit"];
  return {
    metric: judge.metric,
    unit: "%",
    reading:
      canary === null || canary.requests === 0
        ? { type: "missing", reason: answer.type === "noData" ? answer.reason : "no requests since the last look" }
        : { type: "value", value: (100 * canary.failures) / canary.requests },
    samples: canary ?? { requests: 0, failures: 0 },
    window: policy.everyMs,
    min: null,
    max: typeof limit === "number" ? 100 * limit : null,
    outcome: answer.type === "noData" ? "noData" : answer.verdict === "fail" ? "fail" : "pass",
  };
}
