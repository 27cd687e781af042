import { EvidenceStore, evidenceOf, type SeenWindow } from "./evidence.ts";
import type { Judge } from "./judges/index.ts";
import type {
  Census,
  Columns,
  Judged,
  JudgeQuestion,
  Measurement,
  Millis,
  Observability,
  Query,
  SeenArms,
} from "./model/index.ts";
import { measure } from "./observe/index.ts";

/** What a controller can ask about the world: readings, and judges who look at what was read. */
export class MetricsStore {
  private readonly columns: () => Columns;
  private readonly observe: Observability;
  private readonly census: Census | null;
  private readonly judges: Readonly<Record<string, Judge>>;
  private readonly evidence: EvidenceStore;

  /** `columns` gives those recorded so far; `judges` are those that the policy asks, or more. */
  constructor(
    columns: () => Columns,
    observe: Observability,
    { census, judges }: { readonly census: Census | null; readonly judges: Readonly<Record<string, Judge>> },
  ) {
    this.columns = columns;
    this.observe = observe;
    this.census = census;
    this.judges = judges;
    this.evidence = new EvidenceStore(columns, observe, census);
  }

  measure(queries: readonly Query[], now: Millis): readonly Measurement[] {
    const columns = this.columns();
    return queries.map((query) => measure(query, columns, this.observe, now, this.census));
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
    const { verdict, because } = this.judgeOf(question).judge(evidenceOf(seen), question.settings);
    return { type: "verdict", verdict, because, last };
  }

  /** Whoever reads a policy has looked the name up. */
  private judgeOf({ judge }: JudgeQuestion): Judge {
    const found = Object.hasOwn(this.judges, judge) ? this.judges[judge] : undefined;
    if (found === undefined) throw new Error(`no such judge: ${judge}`);
    return found;
  }
}

function lastOf(windows: readonly SeenWindow[]): SeenArms {
  const last = windows.at(-1);
  return { canary: last?.canary ?? null, baseline: last?.baseline ?? null };
}

function blindArm({ canary, baseline }: SeenArms, { against }: JudgeQuestion): "the canary" | "stable" | null {
  if (canary === null) return "the canary";
  return against === "stable" && baseline === null ? "stable" : null;
}
