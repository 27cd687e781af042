import { type ArgoContext, canaryOf, hasPause, isFullyPromoted, stepCount } from "./context.ts";
import { type Move, type Mover, still, told } from "./move.ts";

/** A5: promote without `--full`; what it does depends on what is waited for. */
export const promote: Mover = (context) => {
  const unpaused = { paused: false };
  const asked = told("info", "Operator promotes", promoteSays(context));
  if (context.policy.strategy.type === "canary" && inconclusiveStep(context))
    return { change: { ...unpaused, pauseConditions: [], controllerPause: false, ...nextStep(context) }, ask: [asked] };
  // controllerPause stays true, which is how the next round sees the release.
  if (context.pauseConditions.length > 0) return { change: { ...unpaused, pauseConditions: [] }, ask: [asked] };
  if (context.policy.strategy.type === "canary" && stepsLeft(context))
    return { change: { ...unpaused, ...nextStep(context) }, ask: [asked] };
  return { change: unpaused, ask: [asked] };
};

function promoteSays(context: ArgoContext): string {
  if (context.pauseConditions.length > 0) return "The pause is released.";
  if (context.policy.strategy.type === "canary" && stepsLeft(context))
    return "Nothing is paused, so the running step is skipped.";
  return context.policy.strategy.type === "canary"
    ? "Nothing is paused and no step is left."
    : "Nothing is paused, so that there is nothing to release.";
}

function inconclusiveStep(context: ArgoContext): boolean {
  return hasPause(context, "InconclusiveAnalysisRun") && context.runs.step?.phase === "Inconclusive";
}

function stepsLeft(context: ArgoContext): boolean {
  return context.stepIndex !== null && context.stepIndex < canaryOf(context).steps.length;
}

function nextStep({ stepIndex, runs, now }: ArgoContext): Partial<ArgoContext> {
  return stepIndex === null ? {} : { stepIndex: stepIndex + 1, stepSince: now, runs: { ...runs, step: null } };
}

/** A5: steps, pauses and analysis are skipped; n available pods are still waited for. */
export const promoteFull: Mover = (context) => {
  const asked = told(
    "info",
    "Operator promotes in full",
    "Steps, pauses and analysis are skipped; all pods must still become available.",
  );
  return { change: { paused: false, promoteFull: !isFullyPromoted(context) }, ask: [asked] };
};

/** A6. */
export const abort: Mover = () => ({
  change: { abort: true },
  ask: [told("fail", "Aborted by the operator", "The operator aborted the update: traffic goes back to stable.")],
});

/** A5: the steps start at the first with the same revision. */
export const retry: Mover = (context): Move => {
  if (!context.abort) return still;
  const started = {
    abort: false,
    stepIndex: stepCount(context.policy) === null ? null : 0,
    stepSince: context.now,
    progressAt: context.now,
    timedOut: false,
  };
  const begins = context.policy.strategy.type === "canary" ? "The steps start at the first" : "The preview starts over";
  return { change: started, ask: [told("info", "Operator retries", `${begins} with the same revision.`)] };
};

export const pause: Mover = () => ({
  change: { paused: true },
  ask: [
    told(
      "hold",
      "Paused by the operator",
      "The operator set spec.paused: no scaling and no step progress; analysis runs go on.",
    ),
  ],
});

export const resume: Mover = () => ({
  change: { paused: false },
  ask: [told("info", "Resumed by the operator", "The operator took spec.paused away.")],
});
