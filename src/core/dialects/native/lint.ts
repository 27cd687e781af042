import { type Finding, own, type World } from "../../model/index.ts";
import { span } from "../numbers.ts";
import { placeOf } from "../positions.ts";
import { signatureOf } from "./metrics.ts";
import { looksOf, type NativeJudge, type NativePolicy, weightOf } from "./policy.ts";
import { judgeWords, usersWords } from "./words.ts";

/** One thing that is odd about a policy in this world. */
interface Remark {
  readonly rule: string;
  readonly level: Finding["level"];
  readonly path: string;
  readonly says: string;
}

/** What its writers trip over, found without running it. */
export function lint(policy: NativePolicy, world: World): readonly Finding[] {
  const remarks = [
    ...ofSteps(policy, world),
    ...policy.judges.flatMap((judge, index) => [...ofJudge(judge, { path: `native.judges[${index}]`, policy, world })]),
    ...policy.shadow.flatMap((judge, index) => [...ofJudge(judge, { path: `native.shadow[${index}]`, policy, world })]),
    ...ofAlarms(policy, world),
    ...ofQuotas(policy, world),
    ...ofBake(policy),
  ];
  return remarks.map(({ rule, level, path, says }) => {
    const { at } = placeOf(policy, path);
    return { rule, level, line: at.line, column: at.column, path, message: says };
  });
}

function* ofSteps(policy: NativePolicy, world: World): Generator<Remark> {
  if (policy.judges.length + policy.alarms.length === 0)
    yield {
      rule: "NA01-no-judge",
      level: "warning",
      path: "native",
      says: "No judge looks at the canary: time alone promotes it.",
    };
  for (const [index, step] of policy.steps.entries()) {
    const before = policy.steps[index - 1];
    const path = `native.steps[${index}]`;
    if (before !== undefined && weightOf(step.share) < weightOf(before.share))
      yield {
        rule: "NA02-falling-share",
        level: "warning",
        path,
        says: "This step has a smaller share than the one before it.",
      };
    const minutes = step.forMs / 60_000;
    const expected = (world.requestsPerSecond * 60 * minutes * weightOf(step.share)) / 100;
    if (step.share.kind === "weight" && expected < 30 && step.minSamples < 30)
      yield {
        rule: "NA03-few-samples",
        level: "warning",
        path,
        says: `At this traffic the canary answers about ${Math.round(expected)} requests in ${span(step.forMs)}, which shows little: set minSamples, or a larger share.`,
      };
  }
}

function* ofJudge(
  judge: NativeJudge,
  { path, policy, world }: { readonly path: string; readonly policy: NativePolicy; readonly world: World },
): Generator<Remark> {
  const { observe } = world;
  const named = own(observe.metrics, judge.metric);
  const signature = named?.signature ?? signatureOf(judge.metric);
  if (named === undefined && signature.type === "custom")
    yield {
      rule: "NA04-unknown-metric",
      level: "error",
      path: `${path}.metric`,
      says: `The world has no metric called ${judge.metric}, so this judge never has data: name it under world.observe.metrics.`,
    };
  if (named?.scope === "total")
    yield {
      rule: "NA05-total-metric",
      level: "warning",
      path: `${path}.metric`,
      says: `${judge.metric} adds both versions: at a small weight it hardly moves when the canary fails.`,
    };
  if (named?.scope === "stable")
    yield {
      rule: "NA06-wrong-pods",
      level: "error",
      path: `${path}.metric`,
      says: `${judge.metric} reads stable, and never sees the canary.`,
    };
  const isLatency = signature.type === "latency" || signature.type === "latency-mean";
  if (isLatency && judge.slowerThanMs === null && judge.kind !== "percentile")
    yield {
      rule: "NA07-latency-uncounted",
      level: "error",
      path: `${path}.metric`,
      says: `${judge.metric} is a latency, and ${judge.kind} counts requests: say slowerThan, or take the judge percentile.`,
    };
  if (judge.slowerThanMs !== null && !observe.buckets.includes(judge.slowerThanMs))
    yield {
      rule: "NA08-between-buckets",
      level: "info",
      path: `${path}.slowerThan`,
      says: `The histogram has no bound at ${span(judge.slowerThanMs)}, so the count above it is interpolated.`,
    };
  const looks = policy.steps.reduce((sum, { forMs }) => sum + looksOf(forMs, policy), 0);
  if (looksOf(judge.warmupMs, policy) >= looks)
    yield {
      rule: "NA09-warmup-too-long",
      level: "error",
      path: `${path}.warmup`,
      says: `${judgeWords(judge)} is still warming up when the last step ends.`,
    };
}

function* ofAlarms({ alarms }: NativePolicy, { observe }: World): Generator<Remark> {
  for (const [index, { alarm }] of alarms.entries()) {
    if (own(observe.alarms, alarm) === undefined)
      yield {
        rule: "NA12-unknown-alarm",
        level: "error",
        path: `native.alarms[${index}].alarm`,
        says: `The world has no alarm called ${alarm}, so that it never rings: name it under world.observe.alarms.`,
      };
  }
}

function* ofQuotas(policy: NativePolicy, { segments }: World): Generator<Remark> {
  for (const [index, { who }] of policy.mustSee.entries()) {
    for (const { segment, value } of who) {
      const known = segments.find(({ name }) => name === segment)?.values.some(({ name }) => name === value) ?? false;
      if (!known)
        yield {
          rule: "NA10-nobody",
          level: "error",
          path: `native.mustSee[${index}].segment`,
          says: `The world has no users of ${usersWords([{ segment, value }])}, so that no step is ever over.`,
        };
    }
  }
}

function* ofBake({ bakeMs, judges, alarms }: NativePolicy): Generator<Remark> {
  if (bakeMs > 0 && alarms.length === 0 && !judges.some(({ against }) => against === "limit"))
    yield {
      rule: "NA11-blind-bake",
      level: "warning",
      path: "native.bake",
      says: "While it bakes nobody is left to compare with, and no judge is against a limit: the time is waited, not watched.",
    };
}
