import { type AnalysisRun, isFinished, startRun } from "./analysisRun.ts";
import { isFastTracked, previewReady, saturated } from "./blueGreenMoves.ts";
import {
  type ArgoContext,
  blueGreenOf,
  canaryOf,
  currentStep,
  hasPause,
  isFullyPromoted,
  isRollbackWithinWindow,
  type Slot,
} from "./context.ts";
import { type Move, type Mover, still, told } from "./move.ts";
import type { ArgoAnalysis } from "./policy.ts";

/** What Argo calls a run of each slot. */
export const slotNames: Readonly<Record<Slot, string>> = {
  background: "background analysis",
  step: "analysis step",
  pre: "pre-promotion analysis",
  post: "post-promotion analysis",
};

/** A4.1 step 5, A9: the step's run, then the background run. */
export const reconcileCanaryAnalysis: Mover = (context) => {
  if (cancelsAll(context)) return { change: { runs: { ...context.runs, background: null, step: null } }, ask: [] };
  const step = currentStep(context)?.analysis ?? null;
  const first = step === null ? emptied(context, "step") : inlineRun(context, step);
  const second = backgroundRun({ ...context, ...first.change });
  return { change: { ...first.change, ...second.change }, ask: [...first.ask, ...second.ask] };
};

/** A8.1 steps 3 and 8. Slots are kept until the next revision; cancelled runs are only told to end. */
export const reconcilePromotionAnalysis: Mover = (context) => {
  if (cancelsAll(context) || isFastTracked(context)) return { change: { runs: terminated(context) }, ask: [] };
  const { prePromotion, postPromotion } = blueGreenOf(context);
  const switched = context.active === context.current;
  if (hasPause(context, "InconclusiveAnalysisRun")) return still;
  if (!switched && context.active !== "" && prePromotion !== null && previewReady(context))
    return heldRun(context, "pre", prePromotion);
  if (switched && postPromotion !== null && saturated(context)) return heldRun(context, "post", postPromotion);
  return still;
};

/** A9: nothing is analysed on the initial deploy, an abort, promote --full or a rollback within the window. */
function cancelsAll(context: ArgoContext): boolean {
  return context.abort || context.promoteFull || context.stable === "" || isRollbackWithinWindow(context);
}

/** `spec.terminate` for every run that still goes on. */
function terminated({ runs }: ArgoContext): ArgoContext["runs"] {
  const end = (run: AnalysisRun | null): AnalysisRun | null =>
    run === null || isFinished(run) || run.terminate ? run : { ...run, terminate: true };
  return { background: end(runs.background), step: end(runs.step), pre: end(runs.pre), post: end(runs.post) };
}

function emptied(context: ArgoContext, slot: Slot): Move {
  return context.runs[slot] === null ? still : { change: { runs: { ...context.runs, [slot]: null } }, ask: [] };
}

function inlineRun(context: ArgoContext, analysis: ArgoAnalysis): Move {
  return context.pauseConditions.length > 0 ? still : heldRun(context, "step", analysis);
}

/** A9: from its starting step on; it does not wait for pods (S26) and does not hold the end (S5). */
function backgroundRun(context: ArgoContext): Move {
  const { background } = canaryOf(context);
  if (background === null) return still;
  const early = context.stepIndex !== null && context.stepIndex < background.startingStep;
  if (isFullyPromoted(context) || early) return emptied(context, "background");
  return hasPause(context, "InconclusiveAnalysisRun") ? still : heldRun(context, "background", background);
}

/** The run of a slot, a new one where it needs one, and what its result means to the rollout. */
function heldRun(context: ArgoContext, slot: Slot, analysis: ArgoAnalysis): Move {
  const held = context.runs[slot];
  if (held === null || retries(context, held)) {
    const run = startRun(analysis, context.now);
    const started = { change: { runs: { ...context.runs, [slot]: run } }, ask: [startedNote(slot, analysis)] };
    if (run.phase !== "Error") return started;
    const failed = judged(context, slot, run);
    return { change: { ...started.change, ...failed.change }, ask: failed.ask };
  }
  return judged(context, slot, held);
}

/** A9: after promote of an inconclusive run a new one is made. */
function retries(context: ArgoContext, run: AnalysisRun): boolean {
  if (!context.controllerPause || run.phase !== "Inconclusive") return false;
  return !hasPause(context, "CanaryPauseStep") && !hasPause(context, "BlueGreenPause");
}

/** A9: Failed and Error abort, Inconclusive pauses and ends the round. */
function judged(context: ArgoContext, slot: Slot, run: AnalysisRun): Move {
  const name = slotNames[slot];
  switch (run.phase) {
    case "Failed":
    case "Error":
      return {
        change: { abort: true },
        ask: [told("fail", "Aborted", `${capital(name)} ended ${run.phase}: ${run.message}. The update is aborted.`)],
      };
    case "Inconclusive":
      if (hasPause(context, "InconclusiveAnalysisRun")) return still;
      return {
        change: { adding: [...context.adding, "InconclusiveAnalysisRun"], roundOver: true },
        ask: [
          told(
            "hold",
            "Paused: inconclusive",
            `${capital(name)} ended Inconclusive: ${run.message}. Scaling stops until an operator promotes or aborts.`,
          ),
        ],
      };
    case "Successful":
    case "Running":
      return still;
  }
}

function startedNote(slot: Slot, analysis: ArgoAnalysis) {
  const metrics = analysis.metrics.map(({ name }) => name).join(", ");
  return told("info", `${capital(slotNames[slot])} starts`, `The ${slotNames[slot]} starts and measures ${metrics}.`);
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
