import type { Check, Note, Verdict, Weight } from "../../model/index.ts";
import { counted, percent, span } from "../numbers.ts";
import { checkSentence } from "./checkSentences.ts";
import { type FlaggerContext, readWeight } from "./context.ts";
import type { FlaggerHook, FlaggerPolicy, HookType } from "./policy.ts";
import { ceilingOf, mirrorShare } from "./strategy.ts";

/** Verdict, headline and reason of a decision; the judged metrics are added from the context. */
function say(
  context: FlaggerContext,
  written: { readonly verdict: Verdict; readonly headline: string; readonly because: string },
): Note {
  return { ...written, checks: context.checks };
}

export function detected(context: FlaggerContext): Note {
  const because = `Target holds ${context.target}, primary runs ${context.primary}. Flagger scales the canary up; traffic does not move on this tick.`;
  return say(context, { verdict: "info", headline: "New revision noticed", because });
}

export function restarted(context: FlaggerContext): Note {
  const because = `The target changed to ${context.target} during the analysis. Flagger routes all traffic to primary and starts the analysis again from 0%.`;
  return say(context, { verdict: "info", headline: "Restarted from 0%", because });
}

export function advanced(
  context: FlaggerContext,
  step: { readonly from: Weight; readonly to: Weight; readonly mirrors: boolean },
): Note {
  const { policy } = context;
  if (step.mirrors) return mirroring(context);
  if (step.from === 0 && context.checks.length === 0 && !context.mirrored) {
    const because = `The canary is ready and takes its first ${percent(step.to)} of requests. This tick judges nothing; the next one does.`;
    return say(context, { verdict: "info", headline: `Started: ${percent(step.to)} to canary`, because });
  }
  const moves = `Weight goes from ${percent(step.from)} to ${percent(step.to)}`;
  const ceiling = percent(ceilingOf(policy));
  const top = step.to >= ceilingOf(policy);
  const next = top
    ? `, which reaches the ceiling of ${ceiling}: the next passing tick promotes.`
    : ` on the way to ${ceiling}.`;
  return say(context, {
    verdict: "pass",
    headline: step.from === 0 ? `Started: ${percent(step.to)} to canary` : `Advanced to ${percent(step.to)}`,
    because: `${passed(context)} ${moves}${next}`,
  });
}

function mirroring(context: FlaggerContext): Note {
  const { policy } = context;
  const because = `Primary answers all requests and ${percent(mirrorShare(policy))} of them are copied to the canary, whose answers are dropped. The next passing tick shifts traffic.`;
  return say(context, { verdict: "info", headline: "Mirroring to canary", because });
}

export function iterated(context: FlaggerContext, iteration: number): Note {
  const of = `${iteration} of ${context.policy.iterations}`;
  const because = `${passed(context)} Flagger counts iteration ${of}.`;
  return say(context, { verdict: context.checks.length === 0 ? "info" : "pass", headline: `Iteration ${of}`, because });
}

export function switched(context: FlaggerContext): Note {
  const because = `${passed(context)} All ${counted(context.policy.iterations, "iteration")} are done, so the canary takes all traffic for one more judged interval.`;
  return say(context, { verdict: "pass", headline: "Switched all traffic to canary", because });
}

export function promoting(context: FlaggerContext, weight: Weight): Note {
  const because = `${passed(context)} The canary's revision is copied to primary while traffic stays at ${percent(weight)}.`;
  return say(context, { verdict: "pass", headline: "Promoting", because });
}

export function shiftedBack(context: FlaggerContext, step: { readonly from: Weight; readonly to: Weight }): Note {
  if (step.to > 0) {
    const because = `Primary runs ${context.primary} and takes ${percent(100 - step.to)}; the canary goes from ${percent(step.from)} to ${percent(step.to)}.`;
    return say(context, { verdict: "info", headline: `Back to ${percent(step.to)} on canary`, because });
  }
  const because = `Primary runs ${context.primary} and is ready, so it takes all traffic again. Metrics are not judged any more.`;
  return say(context, { verdict: "info", headline: "All traffic on primary", because });
}

export function promoted(context: FlaggerContext): Note {
  const because = `Primary serves ${context.primary} alone. Flagger scales the canary to zero.`;
  return say(context, { verdict: "pass", headline: "Promoted", because });
}

export function skipped(context: FlaggerContext): Note {
  const because = `skipAnalysis is set and the canary is ready, so ${context.target} is copied to primary without judging it. Flagger does not wait for primary's rollout.`;
  return say(context, { verdict: "info", headline: "Promoted without analysis", because });
}

export function held(context: FlaggerContext, weight: Weight): Note {
  const { policy, failedChecks, lastFailure } = context;
  const last = failedChecks >= policy.threshold ? " Flagger rolls back on its next tick." : "";
  const because = `${lastFailure} Failed checks ${failedChecks} of ${policy.threshold}.${last}`;
  return say(context, { verdict: "fail", headline: `Held at ${placeOf(context, weight)}`, because });
}

/** Where a rollout stands: at a weight, or where weights do not move, in its iterations. */
function placeOf({ policy, iterations }: FlaggerContext, weight: Weight): string {
  if (policy.strategy === "canary") return percent(weight);
  return iterations > policy.iterations ? "100%" : `iteration ${iterations} of ${policy.iterations}`;
}

export function thresholdReached(context: FlaggerContext): Note {
  const { failedChecks, policy, lastFailure } = context;
  const last = lastFailure === "" ? "" : ` Last failure: ${lastFailure}`;
  const because = `Failed checks reached ${failedChecks} of ${policy.threshold}, so Flagger routes all traffic back to primary.${last}`;
  return rolledBack(context, because);
}

export function rollbackHook(context: FlaggerContext): Note {
  const hook = context.queue[0];
  return rolledBack(
    context,
    `Rollback hook ${hook?.name ?? ""} accepted, so Flagger routes all traffic back to primary.`,
  );
}

export function operatorAborted(context: FlaggerContext): Note {
  return rolledBack(context, "The operator asked to roll back, so Flagger routes all traffic back to primary.");
}

export function primaryFailed(context: FlaggerContext): Note {
  return rolledBack(
    context,
    `Primary is not ready ${deadline(context)}, so Flagger routes all traffic back to it and gives up.`,
  );
}

export function canaryFailed(context: FlaggerContext): Note {
  return rolledBack(
    context,
    `The canary is not ready ${deadline(context)}, so Flagger routes all traffic back to primary.`,
  );
}

function rolledBack(context: FlaggerContext, because: string): Note {
  return say(context, { verdict: "fail", headline: "Rolled back to stable", because });
}

function deadline({ policy }: FlaggerContext): string {
  return `after its deadline of ${span(policy.progressDeadlineSeconds * 1000)}`;
}

export function promotionFailed(context: FlaggerContext): Note {
  const because = `Primary is not ready ${deadline(context)} with ${context.primary}. Flagger routes all traffic to the canary and leaves it there.`;
  return say(context, { verdict: "fail", headline: "Promotion failed", because });
}

export function primaryWaits(context: FlaggerContext): Note {
  const because =
    "Primary's instances are not ready yet, so Flagger does nothing on this tick. That is not a failed check.";
  return say(context, { verdict: "hold", headline: "Waiting for primary", because });
}

export function canaryWaits(context: FlaggerContext): Note {
  const because =
    "The canary's instances are not ready yet, so Flagger does nothing on this tick. That is not a failed check.";
  return say(context, { verdict: "hold", headline: "Waiting for canary", because });
}

export function suspended(context: FlaggerContext): Note {
  return say(context, {
    verdict: "hold",
    headline: "Paused",
    because: "spec.suspend is set, so Flagger skips this tick entirely: no checks, no steps, no rollback.",
  });
}

const waitsFor: Readonly<Partial<Record<HookType, string>>> = {
  "confirm-rollout": "before the rollout starts",
  "confirm-traffic-increase": "before more traffic goes to the canary",
  "confirm-promotion": "before the canary is promoted",
};

export function waiting(context: FlaggerContext, gate: HookType): Note {
  const hook = context.queue[0]?.name ?? gate;
  const before = waitsFor[gate] ?? "";
  const because = `Gate ${hook} has to open ${before}. Flagger asks again on later ticks, without a time limit, and counts no failed check.`;
  return say(context, { verdict: "hold", headline: "Waiting for approval", because });
}

export function stalled(context: FlaggerContext): Note {
  const weight = readWeight(context);
  const because = `The next step is 0% or less, so Flagger neither advances nor fails at ${percent(weight)}, on this tick and on every later one.`;
  return say(context, { verdict: "hold", headline: `Stalled at ${percent(weight)}`, because });
}

export function promotionStuck(context: FlaggerContext): Note {
  const because = "The canary has no traffic to take back in steps, so Flagger stays in Promoting.";
  return say(context, { verdict: "hold", headline: "Stuck in promotion", because });
}

/** Why a hook's answer ends the tick. */
export function refusal(hook: FlaggerHook | undefined): string {
  return hook === undefined ? "A hook refused." : `Hook ${hook.name} (${hook.type}) refused.`;
}

/** The first failed metric as a full sentence. */
export function firstFailure(policy: FlaggerPolicy, checks: readonly Check[]): string {
  const failure = checks.find((check) => check.outcome === "fail" || check.outcome === "noData");
  return failure === undefined ? "A check failed." : `${checkSentence(policy, failure)}.`;
}

function passed({ policy, checks }: FlaggerContext): string {
  if (checks.length === 0) return "No metric was judged.";
  return `${checks.map((check) => checkSentence(policy, check)).join("; ")}.`;
}
