import { haltsScaling, withoutDeadlines } from "./canaryMoves.ts";
import {
  type ArgoContext,
  blueGreenOf,
  currentSet,
  hasPause,
  isFullyPromoted,
  isRollbackWithinWindow,
  olderSets,
  pauseStart,
  setOf,
} from "./context.ts";
import { type Move, type Mover, scaled, still, told, withSet } from "./move.ts";

/** A8.1 step 1: preview selects the new revision before it has pods. */
export const pointPreview: Mover = (context) => {
  return blueGreenOf(context).previewService === "" ? still : { change: { preview: context.current }, ask: [] };
};

/** A8.1 step 2: stable at n, current at its preview size, older ones after their delay. A change ends no round here. */
export const scaleBlueGreen: Mover = (context) => {
  const cleared = { ...context, ...withoutDeadlines(context) };
  if (haltsScaling(context)) return { change: withoutDeadlines(context), ask: [] };
  const move = scaleStable(cleared) ?? scaleCurrent(cleared) ?? scaleOlder(cleared);
  return move === null
    ? { change: withoutDeadlines(context), ask: [] }
    : { change: { ...withoutDeadlines(context), ...move.change }, ask: move.ask };
};

function scaleStable(context: ArgoContext): Move | null {
  const { stable, policy } = context;
  if (stable === "" || isFullyPromoted(context)) return null;
  return setOf(context, stable).spec === policy.replicas ? null : scaled(context, stable, policy.replicas);
}

function scaleCurrent(context: ArgoContext): Move | null {
  const { abortScaleDownDelaySeconds: delay } = blueGreenOf(context);
  const { spec, scaleDownAt } = currentSet(context);
  const aborted = context.abort && !isFullyPromoted(context);
  // A6: 0 keeps the preview, anything else counts from a fully available stable.
  if (aborted && scaleDownAt !== null)
    return scaleDownAt <= context.now && spec > 0 ? scaled(context, context.current, 0) : null;
  if (aborted && delay > 0) {
    if (spec === 0 || setOf(context, context.stable).available < context.policy.replicas) return null;
    return { change: withSet(context, context.current, { scaleDownAt: context.now + delay * 1000 }), ask: [] };
  }
  const wanted = previewSize(context);
  return spec === wanted ? null : scaled(context, context.current, wanted);
}

/** A8.1 steps 2 and 6. */
export function previewSize(context: ArgoContext): number {
  const { previewReplicaCount } = blueGreenOf(context);
  const { replicas } = context.policy;
  const beforePromotion = context.active !== "" && context.active !== context.current && !isFullyPromoted(context);
  if (previewReplicaCount === null || !beforePromotion || context.previewCheckpoint || context.promoteFull)
    return replicas;
  return previewReplicaCount;
}

/** A8.3: an older one that no service selects waits at n for its delay. */
function scaleOlder(context: ArgoContext): Move | null {
  const { scaleDownDelaySeconds } = blueGreenOf(context);
  const { replicas } = context.policy;
  for (const { revision, spec, available, scaleDownAt } of olderSets(context)) {
    if (spec === 0 || revision === context.active || revision === context.preview) continue;
    if (scaleDownAt === null && scaleDownDelaySeconds > 0)
      return {
        change: withSet(context, revision, { scaleDownAt: context.now + scaleDownDelaySeconds * 1000 }),
        ask: [],
      };
    if (scaleDownAt === null || scaleDownAt <= context.now) return scaled(context, revision, 0);
    if (spec > available) return scaled(context, revision, available);
    if (spec !== replicas) return scaled(context, revision, replicas);
  }
  return null;
}

/** A8.1 step 4: paused once the preview is ready and judged. */
export const reachBlueGreenPause: Mover = (context) => {
  if (context.abort || context.paused || haltsScaling(context) || !previewReady(context)) return still;
  if (skipsPause(context) || context.previewCheckpoint) return withoutPause(context);
  if (!needsPause(context) || !prePromotionPassed(context)) return still;
  if (hasPause(context, "BlueGreenPause")) return pauseCompleted(context) ? withoutPause(context) : still;
  return context.controllerPause ? still : { change: { adding: [...context.adding, "BlueGreenPause"] }, ask: [] };
};

/** The condition goes and controllerPause stays, so that all that looks in this round sees the release. */
function withoutPause(context: ArgoContext): Move {
  if (!hasPause(context, "BlueGreenPause")) return still;
  return {
    change: { pauseConditions: context.pauseConditions.filter(({ reason }) => reason !== "BlueGreenPause") },
    ask: [],
  };
}

/** A8.1 step 7, A8.2: the active service moves to current, or on an abort back to stable. */
export const pointActive: Mover = (context) => {
  if (haltsScaling(context) || !saturated(context)) return still;
  if (context.abort) return activeOn(context, context.stable);
  const passed = skipsPause(context) || (prePromotionPassed(context) && pauseCompleted(context));
  return passed || context.previewCheckpoint ? activeOn(context, context.current) : still;
};

/** All requests follow the selector at once: there is no share between nothing and everything. */
function activeOn(context: ArgoContext, revision: string): Move {
  if (context.active === revision) return still;
  const { activeService } = blueGreenOf(context);
  const [verdict, headline] = context.abort ? (["fail", "Switched back"] as const) : (["pass", "Switched"] as const);
  const because = `The active service ${activeService} selects ${revision}: all requests go there from now on.`;
  return { change: { active: revision }, ask: [told(verdict, headline, because)] };
}

/** A8.1 step 6: once released, a small preview grows before the switch. */
export function reachesCheckpoint(context: ArgoContext): boolean {
  if (blueGreenOf(context).previewReplicaCount === null || context.abort || isFullyPromoted(context)) return false;
  if (context.previewCheckpoint) return true;
  return previewReady(context) && prePromotionPassed(context) && pauseCompleted(context);
}

/** A7.4, A8.3: no pause and no analysis for a revision that was there before, or where nothing is active yet. */
export function isFastTracked(context: ArgoContext): boolean {
  return context.promoteFull || isFullyPromoted(context) || isRollbackWithinWindow(context);
}

function skipsPause(context: ArgoContext): boolean {
  return isFastTracked(context) || context.active === "" || context.active === context.current;
}

/** A8.1 step 4, S15. */
function needsPause(context: ArgoContext): boolean {
  const { autoPromotionEnabled, autoPromotionSeconds } = blueGreenOf(context);
  return !autoPromotionEnabled || autoPromotionSeconds > 0;
}

/** A8.1 step 5. */
function pauseCompleted(context: ArgoContext): boolean {
  if (!needsPause(context)) return true;
  const { autoPromotionEnabled, autoPromotionSeconds } = blueGreenOf(context);
  const since = pauseStart(context, "BlueGreenPause");
  if (since === null) return context.controllerPause;
  return autoPromotionEnabled && autoPromotionSeconds > 0 && context.now >= since + autoPromotionSeconds * 1000;
}

function prePromotionPassed(context: ArgoContext): boolean {
  return blueGreenOf(context).prePromotion === null || context.runs.pre?.phase === "Successful";
}

/** A8.1 step 3. */
export function previewReady(context: ArgoContext): boolean {
  const { spec, available } = currentSet(context);
  const size = previewSize(context);
  return spec === size && available >= size;
}

/** A8.1 step 7. */
export function saturated(context: ArgoContext): boolean {
  const { spec, available } = currentSet(context);
  return spec === context.policy.replicas && available >= context.policy.replicas;
}

/** A8.1 step 9, A8.2. */
export function blueGreenPromotes(context: ArgoContext): boolean {
  if (context.stable === "") return true;
  if (context.abort || context.active !== context.current) return false;
  return (
    isFastTracked(context) || blueGreenOf(context).postPromotion === null || context.runs.post?.phase === "Successful"
  );
}
