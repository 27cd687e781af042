import type { Intervention, Policy, World } from "../model/index.ts";
import type { Clause } from "./clause.ts";

export interface Incident {
  readonly title: string;
  readonly publisher: string;
  readonly date: string;
  readonly url: string;
}

/** What people should know of a scenario, for pages and lists. Texts may be empty. */
export interface About {
  readonly title: string;
  readonly story: string;
  readonly use: "social-beta" | "ecommerce-payment" | "gradual-api" | "other";
  readonly pitfall: "metrics" | "segmentation" | "database" | "statistics" | "mechanics" | "people" | "none";
  readonly system: string;
  readonly lessons: readonly string[];
  readonly incident: Incident | null;
  /** The lesson in one sentence. */
  readonly notice: string;
}

/** What must be seen of one policy, and over how many seeds. */
export interface Expectation {
  readonly clauses: readonly Clause[];
  readonly seeds: number;
  /** Runs go on to the horizon; else they end soon after the rollout has. */
  readonly toHorizon: boolean;
}

export interface Expectations {
  /** By policy, with the release as the file has it. */
  readonly release: Readonly<Record<string, Expectation>>;
  /** By policy, with the healthy twin of the release. */
  readonly twin: Readonly<Record<string, Expectation>>;
}

/** The one change that takes the cause away: then `breaks` must not meet its expectation any more. */
export interface Counterfactual {
  /** Path in the file, e.g. `world.observe.delay`. */
  readonly set: string;
  readonly to: unknown;
  readonly breaks: string;
  /** The world with that change. */
  readonly world: World;
}

/** A scenario file: one world, some policies that compete in it, and what must be seen. */
export interface ScenarioFile {
  readonly id: string;
  readonly slug: string;
  readonly about: About;
  readonly world: World;
  /** In the order of the file; the first is the one that runs when none is named. */
  readonly policies: Readonly<Record<string, Policy>>;
  readonly interventions: readonly Intervention[];
  readonly expect: Expectations;
  readonly without: Counterfactual | null;
}
