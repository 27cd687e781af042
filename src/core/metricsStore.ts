import { EvidenceStore, evidenceOf, type SeenWindow } from "./evidence.ts";
import type { Judge, Judgement } from "./judges/index.ts";
import {
  type AlarmState,
  type Census,
  type Columns,
  type Judged,
  type JudgeQuestion,
  type Measurement,
  type Millis,
  type Observability,
  own,
  type Query,
  type Samples,
  type SeenArms,
} from "./model/index.ts";
import type { AlarmWatch } from "./observe/alarms/index.ts";
import { measure } from "./observe/index.ts";

/** What the store has beside the columns. Null where nobody asks for it. */
interface StoreParts {
  readonly census: Census | null;
  readonly judges: Readonly<Record<string, Judge>>;
  readonly alarms: typeof AlarmWatch | null;
}

/** What a controller can ask about the world: readings, alarms, and judges who look at what was read. */
export class MetricsStore {
  private readonly columns: () => Columns;
  private readonly observe: Observability;
  private readonly census: Census | null;
  private readonly judges: Readonly<Record<string, Judge>>;
  private readonly evidence: EvidenceStore;
  private readonly watch: AlarmWatch | null;

  /** `columns` gives those recorded so far; `judges` are those that the policy asks, or more. */
  constructor(columns: () => Columns, observe: Observability, { census, judges, alarms }: StoreParts) {
    this.columns = columns;
    this.observe = observe;
    this.census = census;
    this.judges = judges;
    this.evidence = new EvidenceStore(columns, observe, census);
    this.watch = alarms === null ? null : new alarms(observe.alarms, () => ({ columns: columns(), observe, census }));
  }

  measure(queries: readonly Query[], now: Millis): readonly Measurement[] {
    const columns = this.columns();
    return queries.map((query) => measure(query, columns, this.observe, now, this.census));
  }

  /** A world without alarms, or without the one that is asked for, has no data on it. */
  alarmStates(names: readonly string[], now: Millis): readonly AlarmState[] {
    return names.map((name) => this.watch?.state(name, now) ?? "INSUFFICIENT_DATA");
  }

  judge(questions: readonly JudgeQuestion[], now: Millis): readonly Judged[] {
    return questions.map((question) => this.answer(question, now));
  }

  private answer(question: JudgeQuestion, now: Millis): Judged {
    const seen = this.evidence.of(question, now);
    if ("unreadable" in seen)
      return { type: "noData", reason: seen.unreadable, last: { canary: null, baseline: null } };
    const last = lastOf(seen);
    const blind = blindArm(last, question);
    if (blind !== null) return { type: "noData", reason: `nothing of ${blind} was scraped since the last look`, last };
    const judgement = this.judgeOf(question).judge(evidenceOf(seen), question.settings);
    const because = question.against === "limit" ? canaryAlone(seen, judgement) : judgement.because;
    return { type: "verdict", verdict: judgement.verdict, because: `${meant(question)}${because}`, last };
  }

  /** Whoever reads a policy has looked the name up. */
  private judgeOf({ judge }: JudgeQuestion): Judge {
    const found = own(this.judges, judge);
    if (found === undefined) throw new Error(`no such judge: ${judge}`);
    return found;
  }
}

/** A judge against a limit has no baseline to speak of: the counts of the canary, what was compared, the rule. */
function canaryAlone(windows: readonly SeenWindow[], { measure, rule }: Judgement): string {
  const sum = (of: (samples: Samples) => number): number =>
    windows.reduce((total, { canary }) => total + (canary === null ? 0 : of(canary)), 0);
  const counts = `Canary ${sum(({ failures }) => failures)} of ${sum(({ requests }) => requests)} requests over ${windows.length} windows.`;
  if (measure === null) return `${counts} Rule: ${rule}.`;
  const { kind, value, threshold } = measure;
  const name = kind.charAt(0).toUpperCase() + kind.slice(1);
  return `${counts} ${name} ${Number(value.toPrecision(3))} against ${Number(threshold.toPrecision(3))}. Rule: ${rule}.`;
}

/** Judges count errors, whatever they are. */
function meant({ bad }: JudgeQuestion): string {
  return bad === "failed" ? "" : `An error is a request over ${bad.slowerThanMs} ms here. `;
}

function lastOf(windows: readonly SeenWindow[]): SeenArms {
  const last = windows.at(-1);
  return { canary: last?.canary ?? null, baseline: last?.baseline ?? null };
}

function blindArm({ canary, baseline }: SeenArms, { against }: JudgeQuestion): "the canary" | "stable" | null {
  if (canary === null) return "the canary";
  return against === "stable" && baseline === null ? "stable" : null;
}
