import type { OperatorAct } from "./operatorActs.ts";
import type { Millis } from "./units.ts";
import type { World } from "./world.ts";

/** A rollout policy in some tool's language. `value` is what that dialect's parser made of `source`. */
export interface Policy {
  readonly dialect: string;
  /** What to call it on screen, e.g. the file's name. */
  readonly label: string;
  readonly source: string;
  readonly value: unknown;
}

/** What a person did, and when. `hook` names the gate or check that is meant, or is empty. */
export interface Intervention {
  readonly at: Millis;
  readonly do: OperatorAct;
  readonly hook: string;
  readonly because: string;
}

/** Everything that one run depends on, beside the seed. Plain data. */
export interface Scenario {
  readonly slug: string;
  readonly title: string;
  readonly world: World;
  readonly policy: Policy;
  readonly interventions: readonly Intervention[];
}
