import type { Intervention, Millis } from "../../core/model/index.ts";

/** Everything that decides what runs: what undo restores and a link carries. Plain data, always valid. */
export interface RunDocument {
  /** A scenario of the catalogue, or null for the plain world that is made for a manifest of one's own. */
  readonly slug: string | null;
  /** Name of one of the scenario's policies; empty takes the first. */
  readonly policy: string;
  readonly twin: boolean;
  readonly seed: number;
  readonly interventions: readonly Intervention[];
  /** A manifest that stands in for the scenario's policy. */
  readonly manifest: Manifest | null;
}

export interface Manifest {
  readonly label: string;
  readonly text: string;
}

/** What the page opens on: a canary that is about to go wrong. */
export const openingDocument: RunDocument = {
  slug: "loud-bug",
  policy: "",
  twin: false,
  seed: 1,
  interventions: [],
  manifest: null,
};

/** The most of a manifest that is read, in characters: as much as a link carries. */
export const largestManifest = 131_072;

export const largestSeed = 0xffff_ffff;

const reasons: Readonly<Record<Intervention["do"], string>> = {
  promote: "the operator promoted it",
  promoteFull: "the operator promoted it in full",
  pause: "the operator paused it",
  resume: "the operator resumed it",
  abort: "the operator rolled it back",
  retry: "the operator started it again",
  approve: "the operator approved it",
  refuse: "the operator refused it",
};

/** Why an act of a person happened. A link carries the act only, so the words must follow from it. */
export const reasonFor = (act: Intervention["do"]): string => reasons[act];

/** Adds what a person did at a moment. Changing the past discards the future: later acts are dropped. */
export function intervene(document: RunDocument, at: Millis, act: Intervention["do"], hook = ""): RunDocument {
  const earlier = document.interventions.filter((intervention) => intervention.at <= at);
  const next: Intervention = { at, do: act, hook, because: reasonFor(act) };
  return { ...document, interventions: [...earlier, next] };
}

export function withoutIntervention(document: RunDocument, index: number): RunDocument {
  return { ...document, interventions: document.interventions.filter((_, at) => at !== index) };
}

/** Has the operator paused the rollout by this moment and not resumed it? */
export function heldByOperator(acts: readonly Intervention[], at: Millis): boolean {
  const holds = acts.filter((act) => act.at <= at && (act.do === "pause" || act.do === "resume"));
  return holds.at(-1)?.do === "pause";
}

/** Two documents that run the same rollout up to the first act that differs. */
export function sameRun(a: RunDocument, b: RunDocument): boolean {
  return (
    a.slug === b.slug &&
    a.policy === b.policy &&
    a.twin === b.twin &&
    a.seed === b.seed &&
    a.manifest?.text === b.manifest?.text
  );
}

export function sameDocument(a: RunDocument, b: RunDocument): boolean {
  return sameRun(a, b) && JSON.stringify(a.interventions) === JSON.stringify(b.interventions);
}
