import { becauseOf, rateRatioIn } from "./because.ts";
import { type CleanEvidence, cleaned, type Evidence } from "./evidence.ts";
import type { Traffic } from "./operating/traffic.ts";

/** `pass`: promote; `fail`: roll back; `inconclusive`: hold. */
export type JudgeVerdict = "pass" | "fail" | "inconclusive";

/** Which way the comparison points, whatever follows from it. */
export type Lean = "worse" | "better" | "neither";

/** Which rule decided. */
export type Rule =
  | "no data"
  | "too few requests"
  | "worse"
  | "over the limit"
  | "good enough"
  | "planned end"
  | "not decided";

/** The number that was compared with a threshold. `p` falls and `e` grows with the evidence against the canary. */
export interface Measure {
  readonly kind: "p" | "e" | "z" | "probability" | "log likelihood ratio" | "failed windows" | "burn rate" | "shift";
  readonly value: number;
  readonly threshold: number;
}

/** A verdict with what it stands on, in numbers. */
export interface Weighed {
  readonly verdict: JudgeVerdict;
  readonly rule: Rule;
  readonly lean: Lean;
  /** Null where no test was made. */
  readonly measure: Measure | null;
}

/** A verdict with its reason in words: counts, effect with interval, threshold and the rule that fired. */
export interface Judgement extends Weighed {
  readonly because: string;
}

/** Does a judge keep its level when somebody looks at any time? If not: what was measured. */
export type Peeking =
  | { readonly valid: true; readonly because: string }
  | {
      readonly valid: false;
      /** Share of healthy releases rolled back at `referenceTraffic`. */
      readonly measured: number;
      readonly because: string;
    };

/** Where the measured false alarms come from: two equal arms with a look each minute for an hour. */
export const referenceTraffic = { requestsPerMinute: 600, errorRate: 0.005, looks: 60 } as const;

/** What test/laws/judges.test.ts holds every judge to. */
export type Law = "swapping arms mirrors" | "a fail stays" | "no evidence holds";

/** Numbers and words that a policy may set. */
export type Settings = Readonly<Record<string, number | string>>;

/** A judge as its file writes it. */
interface JudgeRule<S extends Settings> {
  readonly title: string;
  /** One sentence: what it compares and when it decides. */
  readonly says: string;
  readonly peeking: Peeking;
  /** Laws that it does not keep, with the reason. */
  readonly exempt: Partial<Readonly<Record<Law, string>>>;
  readonly defaults: S;
  /** A decision stands whatever comes after it, so that one call says how a rollout went; held by a law. */
  readonly stands: boolean;
  /** Probability of a rollback at constant rates, where it is known exactly. */
  readonly exact?: (traffic: Traffic, settings: S) => number;
  /** The effect in words, for a judge of something else than the ratio of error rates. */
  readonly effect?: (evidence: CleanEvidence, settings: S) => string;
  /** Called with clean evidence that holds at least `minRequests` requests in both arms. */
  weigh(evidence: CleanEvidence, settings: S): Weighed;
}

/** A pure function of all the evidence so far. No judge keeps state. */
export interface Judge {
  readonly title: string;
  readonly says: string;
  readonly peeking: Peeking;
  readonly exempt: JudgeRule<Settings>["exempt"];
  readonly defaults: Settings;
  readonly stands: boolean;
  /** Probability of a rollback at constant rates; null where it is not known exactly. */
  exact(traffic: Traffic, settings?: Settings): number | null;
  /** The verdict without its words, for the lab. Settings that are not given are the defaults. */
  weigh(evidence: Evidence, settings?: Settings): Weighed;
  judge(evidence: Evidence, settings?: Settings): Judgement;
}

/** Makes a judge of its rule: hygiene of the evidence first, words last (spec 1 and 10). */
export function judgeOf<S extends Settings & { readonly minRequests: number }>(rule: JudgeRule<S>): Judge {
  const weigh = (evidence: Evidence, given: Settings = {}): Weighed => {
    const settings = settingsOf(rule.defaults, given);
    const clean = cleaned(evidence);
    return lacking(clean, settings.minRequests) ?? rule.weigh(clean, settings);
  };
  return {
    title: rule.title,
    says: rule.says,
    peeking: rule.peeking,
    exempt: rule.exempt,
    defaults: rule.defaults,
    stands: rule.stands,
    exact: (traffic, given = {}) => rule.exact?.(traffic, settingsOf(rule.defaults, given)) ?? null,
    weigh,
    judge: (evidence, given) => {
      const weighed = weigh(evidence, given);
      const clean = cleaned(evidence);
      const effect = rule.effect?.(clean, settingsOf(rule.defaults, given ?? {})) ?? rateRatioIn(clean.totals);
      return { ...weighed, because: becauseOf(weighed, clean, effect) };
    },
  };
}

/** Defaults with what was given; a name or a kind of value that the judge does not have is an error. */
function settingsOf<S extends Settings>(defaults: S, given: Settings): S {
  for (const [name, value] of Object.entries(given)) {
    if (typeof defaults[name] !== typeof value) throw new Error(`no setting ${name}: ${JSON.stringify(value)}`);
  }
  // Names and kinds of the given settings were checked above.
  return { ...defaults, ...given } as S;
}

function lacking({ totals }: CleanEvidence, minRequests: number): Weighed | null {
  const least = Math.min(totals.canaryTotal, totals.baselineTotal);
  if (least === 0) return holding("no data");
  return least < minRequests ? holding("too few requests") : null;
}

function holding(rule: Rule): Weighed {
  return { verdict: "inconclusive", rule, lean: "neither", measure: null };
}

/** The verdict of a comparison that promotes only at its planned end. */
export function decided(lean: Lean, measure: Measure, plannedEnd: boolean): Weighed {
  if (lean === "worse") return { verdict: "fail", rule: "worse", lean, measure };
  if (plannedEnd) return { verdict: "pass", rule: "planned end", lean, measure };
  return { verdict: "inconclusive", rule: "not decided", lean, measure };
}
