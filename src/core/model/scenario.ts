import type { Scope, Signature } from "./measurement.ts";
import type { Track } from "./track.ts";
import type { Millis, Share } from "./units.ts";

/** Service time of one request without waiting. Mean and coefficient of variation describe it. */
export type ServiceTime =
  | { readonly kind: "lognormal"; readonly meanMs: number; readonly cv: number }
  | { readonly kind: "exponential"; readonly meanMs: number };

/** What is wrong with a revision, and when. */
export type Fault =
  /** Requests fail at least at this rate: it replaces a lower base rate. */
  | { readonly kind: "errors"; readonly rate: Share; readonly from: Millis; readonly until: Millis }
  /** Service time is multiplied, then lengthened, for this share of requests. */
  | {
      readonly kind: "latency";
      readonly rate: Share;
      readonly factor: number;
      readonly addMs: number;
      readonly from: Millis;
      readonly until: Millis;
    };

export interface Revision {
  readonly version: string;
  readonly faults: readonly Fault[];
}

export interface Service {
  readonly name: string;
  /** Instances of each track; the canary's are there while its workload is scaled up. */
  readonly instances: { readonly stable: number; readonly canary: number | "follow" };
  /** Requests that one instance serves at the same time. */
  readonly workers: number;
  /** Requests that may wait at one instance; more are refused with an error. */
  readonly queue: number;
  readonly latency: ServiceTime;
  /** Base rate of failures of every revision. */
  readonly errors: Share;
  /** Time from start to readiness of an instance. */
  readonly readyAfter: Millis;
}

/** A gap in what the metrics store has. */
export interface MissingSeries {
  readonly track: Track;
  readonly from: Millis;
  readonly until: Millis;
}

/** What a metric of the scenario's own naming reads. */
export interface NamedMetric {
  readonly signature: Signature;
  readonly scope: Scope;
}

export interface Observability {
  readonly scrape: Millis;
  /** How late the metrics store is: at t it shows what it would have shown at t − delay without lag. */
  readonly delay: Millis;
  /** Upper bounds of the latency histogram in ms, rising; +Inf is implied. */
  readonly buckets: readonly number[];
  readonly missing: readonly MissingSeries[];
  readonly metrics: Readonly<Record<string, NamedMetric>>;
}

export interface World {
  /** Length of the simulation. */
  readonly horizon: Millis;
  readonly requestsPerSecond: number;
  readonly users: number;
  readonly service: Service;
  readonly revisions: Readonly<Record<Track, Revision>>;
  readonly observe: Observability;
}

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
  readonly do: "promote" | "pause" | "resume" | "abort" | "approve" | "refuse";
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
