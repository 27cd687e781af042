import type { DialectRules } from "./dialects/dialect.ts";
import type { Engine, EngineOptions } from "./engine/index.ts";
import type { Judge } from "./judges/index.ts";
import type { Streams } from "./math/streams.ts";
import type { Resolution, World } from "./model/index.ts";
import type { AlarmWatch } from "./observe/alarms/index.ts";
import type { PolicyTraffic } from "./policyTraffic.ts";

/**
 * What one rollout is put together from. A host that has everything at hand calls `simulate`; the page loads only
 * what its scenario needs, and calls `rollout`.
 */
export interface Parts {
  /** Of the dialect that the policy was written in. */
  readonly rules: DialectRules<unknown>;
  readonly traffic: PolicyTraffic;
  /** Those that the policy asks, or more. */
  readonly judges: Readonly<Record<string, Judge>>;
  /** What evaluates the alarms of the world; null where it has none. */
  readonly alarms: typeof AlarmWatch | null;
  readonly resolution: Resolution;
  /** The engine of that resolution. */
  readonly engine: (world: World, streams: Streams, options: EngineOptions) => Engine;
}
