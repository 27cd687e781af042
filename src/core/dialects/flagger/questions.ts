import type { Signal } from "../../model/index.ts";
import { changed, type FlaggerContext, readWeight } from "./context.ts";
import { itemsOf, type Pass, queriesOf } from "./metricCheck.ts";
import { passFailed } from "./moves.ts";
import { weightMove } from "./strategy.ts";

interface Asked {
  readonly context: FlaggerContext;
  readonly event: Signal;
}

/** F3.1 step 9: with skipAnalysis nobody waits for the primary. */
function primaryIs(state: "waiting" | "failed") {
  return ({ context }: Asked): boolean => !context.skipAnalysis && context.readiness.stable === state;
}

function canaryIs(state: "waiting" | "failed") {
  return ({ context }: Asked): boolean => context.readiness.canary === state;
}

function queryless(pass: Pass, context: FlaggerContext): boolean {
  return queriesOf(itemsOf(context.policy.metrics, pass), context.policy).length === 0;
}

/** The questions of the tick (F3.1), by the words that the diagram shows. */
export const questions = {
  suspended: ({ context }: Asked) => context.suspended,
  "no change": ({ context }: Asked) => !changed(context),
  "new revision": ({ context }: Asked) => changed(context),
  "primary past its deadline": primaryIs("failed"),
  "primary not ready": primaryIs("waiting"),
  "canary past its deadline": canaryIs("failed"),
  "canary not ready": canaryIs("waiting"),
  "analysis skipped": ({ context }: Asked) => context.skipAnalysis,
  "operator asked to roll back": ({ context }: Asked) => context.abortAsked,
  "failed checks reached threshold": ({ context }: Asked) => context.failedChecks >= context.policy.threshold,
  // F3.1 step 19; a router that cannot mirror never reads as mirrored, so it starts for ever (F4.5).
  "nothing shifted yet": ({ context }: Asked) =>
    readWeight(context) === 0 && context.iterations === 0 && !(context.policy.mirror && context.mirrored),
  // F7.2: the same three answers for hooks of every type, by the name that the edge should carry.
  "hook accepted": accepted,
  "rollout gate open": noHookLeft,
  "rollout gate closed": refused,
  "rollback hook accepted": accepted,
  "rollback hook declined": refused,
  "no rollback wanted": noHookLeft,
  "pre-rollout hooks passed": noHookLeft,
  "pre-rollout hook refused": refused,
  "rollout hooks passed": noHookLeft,
  "rollout hook refused": refused,
  "traffic gate open": noHookLeft,
  "traffic gate closed": refused,
  "promotion gate open": noHookLeft,
  "promotion gate closed": refused,
  "post-rollout hooks called": noHookLeft,
  "post-rollout hook refused": refused,
  "nothing to measure": ({ context }: Asked) => itemsOf(context.policy.metrics, "direct").length === 0,
  "no template to measure": ({ context }: Asked) => itemsOf(context.policy.metrics, "templates").length === 0,
  // F6.9: the second pass starts with a metric that no query can answer.
  "metric unusable": ({ context }: Asked) => queryless("templates", context),
  "metric out of range": ({ context, event }: Asked) => passFailed(context, event, "direct"),
  "template out of range": ({ context, event }: Asked) => passFailed(context, event, "templates"),
  "A/B iterations left": ({ context }: Asked) => context.policy.strategy === "ab-testing" && iterationsLeft(context),
  "blue/green iterations left": ({ context }: Asked) =>
    context.policy.strategy === "blue-green" && iterationsLeft(context),
  "all iterations done": ({ context }: Asked) => context.policy.strategy !== "canary",
  "promotion gate open, traffic not switched": ({ context }: Asked) =>
    noHookLeft({ context }) &&
    context.policy.strategy === "blue-green" &&
    context.iterations === context.policy.iterations,
  "weight stalled": ({ context }: Asked) => weightMove(context.policy, readWeight(context)).action === "stall",
  "requests mirrored now": ({ context }: Asked) => context.mirrored,
  "weights left": ({ context }: Asked) => weightMove(context.policy, readWeight(context)).action === "advance",
  "promotion stuck": ({ context }: Asked) => stuck(context),
  "primary has all traffic": ({ context }: Asked) => takesAll(context),
};

function accepted({ context, event }: Asked): boolean {
  return event.type === "answered" && event.accepted && event.hook === context.queue[0]?.name;
}

function refused({ context, event }: Asked): boolean {
  return event.type === "answered" && !event.accepted && event.hook === context.queue[0]?.name;
}

function noHookLeft({ context }: Pick<Asked, "context">): boolean {
  return context.queue.length === 0;
}

function iterationsLeft({ iterations, policy }: FlaggerContext): boolean {
  return iterations < policy.iterations;
}

/** F3.8: stepwise promotion without canary traffic never ends. */
function stuck(context: FlaggerContext): boolean {
  const { policy } = context;
  return policy.provider !== "kubernetes" && policy.stepWeightPromotion !== 0 && readWeight(context) === 0;
}

function takesAll(context: FlaggerContext): boolean {
  const { policy } = context;
  if (policy.provider === "kubernetes" || policy.stepWeightPromotion === 0) return true;
  return readWeight(context) <= policy.stepWeightPromotion;
}
