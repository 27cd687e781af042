import type { Check, Command, Decision, Millis, Query, Recording, Samples, Signature } from "../model/index.ts";

/** One metric as it was judged at one time. */
export interface JudgedCheck {
  readonly at: Millis;
  /** What the metrics store answered, null where it had nothing. In the check's own unit. */
  readonly value: number | null;
  readonly samples: Samples;
  readonly outcome: Check["outcome"];
  readonly check: Check;
  /** Place of its decision in `recording.decisions`. */
  readonly decisionIndex: number;
}

function judged(decision: Decision, decisionIndex: number): readonly JudgedCheck[] {
  return decision.note.checks.map((check) => ({
    at: decision.at,
    value: check.reading.type === "value" ? check.reading.value : null,
    samples: check.samples,
    outcome: check.outcome,
    check,
    decisionIndex,
  }));
}

/** Every time that this metric was judged, in order; metrics that were not asked are left out. */
export function checksOf(recording: Recording, metric: string): readonly JudgedCheck[] {
  return recording.decisions
    .flatMap(judged)
    .filter(({ check, outcome }) => check.metric === metric && outcome !== "notAsked");
}

/** The questions that the policy asked, one a metric, in the order it first asked them. */
export function queriesOf(recording: Recording): readonly Query[] {
  const byMetric = new Map<string, Query>();
  for (const decision of recording.decisions) {
    for (const command of decision.commands) {
      for (const query of askedBy(command)) if (!byMetric.has(query.metric)) byMetric.set(query.metric, query);
    }
  }
  return [...byMetric.values()];
}

/** Numbers of requests are no metric of the release, and a question to a judge reads one. */
function askedBy(command: Command): readonly Query[] {
  if (command.type === "measure") return command.queries.filter(({ signature }) => signature.type !== "requests");
  if (command.type !== "judge") return [];
  return command.questions.map(({ metric, signature, every }) => {
    return { metric, signature, scope: "canary", layer: "request", window: every };
  });
}

/** What a metric reads: as the query says, or for a custom query as the scenario names it. */
export function signatureOf(recording: Recording, query: Query): Signature {
  if (query.signature.type !== "custom") return query.signature;
  return recording.scenario.world.observe.metrics[query.metric]?.signature ?? query.signature;
}
