import type { Finding, World } from "../../model/index.ts";
import type { FlaggerPolicy } from "./policy.ts";

/** One thing that Flagger's users trip over. `says` is null where the policy is fine. */
export interface Rule {
  readonly id: string;
  readonly level: Finding["level"];
  readonly path: string;
  says(policy: FlaggerPolicy, world: World): string | null;
}

/** A rule for each metric, alert or hook: `path` is the list's. */
export interface ListRule<Item> {
  readonly id: string;
  readonly level: Finding["level"];
  /** The field that is meant, or empty for the whole entry. */
  readonly field: string;
  says(item: Item, policy: FlaggerPolicy, world: World): string | null;
}
