import { percent, readable, span } from "../numbers.ts";
import { pausesOf, waitsForPerson } from "./lintAnalyses.ts";
import type { ArgoPolicy, ArgoStep, CanaryStrategy } from "./policy.ts";
import { type Aim, candidates, fenceposts, targetSplit } from "./replicaCounts.ts";
import { type CanaryRule, canaryPath, type Hit } from "./rule.ts";

/** AR16 to AR24, AR26, AR28 and AR32: the steps of a canary and what its pods can say. */
export const stepRules: readonly CanaryRule[] = [
  {
    id: "AR16-nothing-stops-it",
    level: "warning",
    find: (canary) =>
      hasAnalysis(canary) || canary.steps.some(waitsForPerson)
        ? []
        : at("steps", "There is no analysis and every pause ends by itself: nothing can stop a bad version."),
  },
  { id: "AR17-jump-at-the-end", level: "info", find: jumpAtTheEnd },
  { id: "AR18-nothing-there-yet", level: "warning", find: nothingThereYet },
  { id: "AR19-other-share", level: "warning", find: otherShare },
  { id: "AR20-no-canary-pod", level: "error", find: noCanaryPod },
  { id: "AR21-percentage", level: "warning", find: percentages },
  {
    id: "AR22-surge-ignored",
    level: "warning",
    find: ({ trafficRouter, written }, { replicas }) =>
      trafficRouter.length > 0 && written.surge
        ? at(
            "maxSurge",
            `With a traffic router maxSurge and maxUnavailable are ignored: up to ${readable(2 * replicas)} pods run.`,
          )
        : [],
  },
  {
    id: "AR23-abort-removes-canary",
    level: "warning",
    find: ({ trafficRouter, written, abortScaleDownDelaySeconds, steps }) =>
      trafficRouter.length > 0 &&
      written.abortScaleDownDelay &&
      abortScaleDownDelaySeconds === 0 &&
      steps[0]?.type !== "setCanaryScale"
        ? at(
            "abortScaleDownDelaySeconds",
            "0 is meant to keep the canary after an abort; it is removed at once, unless the first step is a setCanaryScale.",
          )
        : [],
  },
  {
    id: "AR32-mirror-match",
    level: "info",
    find: ({ steps }) =>
      steps.flatMap(({ mirror, path }) =>
        mirror === null || mirror.percent === 0
          ? []
          : [
              {
                path,
                message: `The simulated world copies ${readable(mirror.percent)}% of all requests to stable: which of them match is not looked at.`,
              },
            ],
      ),
  },
  { id: "AR24-small-stable", level: "warning", find: smallStable },
  {
    id: "AR26-half-way",
    level: "info",
    find: (canary, { progressDeadlineAbort }) =>
      hasAnalysis(canary) || progressDeadlineAbort
        ? []
        : at(
            "",
            "Without an analysis and progressDeadlineAbort, a version whose pods never start stays half rolled out, Degraded.",
          ),
  },
  {
    id: "AR28-slow-undo",
    level: "info",
    find: ({ steps }, { rollbackWindow }) => {
      const pauses = pausesOf(steps);
      return rollbackWindow !== null || pauses < 10 * 60_000
        ? []
        : at(
            "steps",
            `Without a rollbackWindow, an undo after promotion runs all steps again: ${span(pauses)} of pauses.`,
          );
    },
  },
];

function at(field: string, message: string): readonly Hit[] {
  return [{ path: field === "" ? canaryPath : `${canaryPath}.${field}`, message }];
}

function hasAnalysis({ background, steps }: CanaryStrategy): boolean {
  return background !== null || steps.some(({ analysis }) => analysis !== null);
}

function jumpAtTheEnd({ steps, maxTrafficWeight }: CanaryStrategy): readonly Hit[] {
  const last = steps.findLastIndex(({ weight }) => weight !== null);
  const step = steps[last];
  if (step === undefined || step.weight === null || (step.weight * 100) / maxTrafficWeight >= 50) return [];
  if (steps.slice(last + 1).some(({ type }) => type === "pause")) return [];
  return [
    {
      path: step.path,
      message: `After this last weight the release goes from ${readable(step.weight)} to ${readable(maxTrafficWeight)} at once.`,
    },
  ];
}

function nothingThereYet({ steps }: CanaryStrategy): readonly Hit[] {
  const first = steps.findIndex(({ weight, type }) => (weight ?? 0) > 0 || type === "setCanaryScale");
  const before = first === -1 ? steps : steps.slice(0, first);
  return before
    .filter(({ type }) => type === "analysis" || type === "pause")
    .map(({ path, type }) => ({
      path,
      message: `This ${type} comes before any weight: the canary has no pods and no traffic here.`,
    }));
}

interface Weighted {
  readonly step: ArgoStep;
  readonly aim: Aim;
}

/** Steps of a basic canary that set a weight between nothing and all. */
function weighted(
  { trafficRouter, steps, maxSurge, maxUnavailable, maxTrafficWeight }: CanaryStrategy,
  { replicas }: ArgoPolicy,
): readonly Weighted[] {
  if (trafficRouter.length > 0 || replicas === 0) return [];
  const { surge } = fenceposts(replicas, maxSurge, maxUnavailable);
  return steps.flatMap((step) => {
    const { weight } = step;
    if (weight === null || weight <= 0 || weight >= maxTrafficWeight) return [];
    return [{ step, aim: { replicas, weight, maxWeight: maxTrafficWeight, surge } }];
  });
}

function otherShare(canary: CanaryStrategy, policy: ArgoPolicy): readonly Hit[] {
  return weighted(canary, policy).flatMap(({ step, aim }) => {
    const split = targetSplit(aim);
    const share = (100 * split.canary) / (split.canary + split.stable);
    if (candidates(aim).length === 0 || Math.abs(share - aim.weight) <= 5) return [];
    return [
      {
        path: step.path,
        message: `Without a traffic router setWeight ${readable(aim.weight)} is ${readable(split.canary)} of ${readable(split.canary + split.stable)} pods: ${percent(share)} of requests.`,
      },
    ];
  });
}

function noCanaryPod(canary: CanaryStrategy, policy: ArgoPolicy): readonly Hit[] {
  return weighted(canary, policy)
    .filter(({ aim }) => aim.surge === 0 && candidates(aim).length === 0)
    .map(({ step, aim }) => ({
      path: step.path,
      message: `With maxSurge 0, setWeight ${readable(aim.weight)} on ${readable(aim.replicas)} replicas leaves the canary without a pod.`,
    }));
}

function percentages({ maxSurge, maxUnavailable }: CanaryStrategy): readonly Hit[] {
  const fields = { maxSurge, maxUnavailable };
  return Object.entries(fields).flatMap(([name, value]) =>
    typeof value === "string" && /^\d+$/.test(value)
      ? at(name, `"${value}" in quotes is ${value} percent, and not ${value} pods.`)
      : [],
  );
}

function smallStable(
  { dynamicStableScale, steps, maxTrafficWeight }: CanaryStrategy,
  { replicas }: ArgoPolicy,
): readonly Hit[] {
  if (!dynamicStableScale) return [];
  return steps.flatMap((step, index) => {
    const share = ((step.weight ?? 0) * 100) / maxTrafficWeight;
    const next = steps[index + 1]?.type;
    if (share < 80 || (next !== "analysis" && next !== "pause")) return [];
    const left = Math.max(1, Math.ceil(((100 - share) * replicas) / 100));
    return [
      {
        path: step.path,
        message: `Stable is down to ${readable(left)} of ${readable(replicas)} pods here: an abort starts with ${readable(replicas / left)} times its load on each.`,
      },
    ];
  });
}
