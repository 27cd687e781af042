import type { Alarm } from "./alarm.ts";
import type { Balancer } from "./balancer.ts";
import type { Experiment } from "./experiment.ts";
import type { Layer, Scope, Signature } from "./measurement.ts";
import type { Segment, SegmentValue } from "./segment.ts";
import type { Track } from "./track.ts";
import type { Millis, Share } from "./units.ts";

/** Service time of one request without waiting. Mean and coefficient of variation describe it. */
export type ServiceTime =
  | { readonly kind: "lognormal"; readonly meanMs: number; readonly cv: number }
  | { readonly kind: "exponential"; readonly meanMs: number };

/** When a fault acts, on whom and where. */
export interface FaultReach {
  readonly from: Millis;
  readonly until: Millis;
  /** Users who have all of these values; empty is everybody. */
  readonly who: readonly SegmentValue[];
  /** The first so many instances of the track that runs the revision; `all` is every one. */
  readonly instances: number | "all";
  /** Acts for `on`, rests for `off`, and so on from `from`; an `off` of 0 never rests. */
  readonly flap: { readonly on: Millis; readonly off: Millis };
  /** Length of a linear growth from nothing to the full rate; 0 acts in full from the start. */
  readonly growsFor: Millis;
}

/** What is wrong with a revision. */
export type Fault = FaultReach &
  (
    | /** Attempts fail at least at this rate: it replaces a lower base rate. */
    {
        readonly kind: "errors";
        readonly rate: Share;
      } /** This share of the attempts that would succeed is answered in good form with wrong data: no metric sees it. */
    | {
        readonly kind: "wrongAnswer";
        readonly rate: Share;
      } /**
     * What a version keeps of a session is of no use to the other: this share of the answers that a session gets
     * first after it has changed versions is in good form and wrong, whichever of the two it comes to.
     */
    | {
        readonly kind: "lostSession";
        readonly rate: Share;
      } /** Service time is multiplied, then lengthened, for this share of attempts. */
    | {
        readonly kind: "latency";
        readonly rate: Share;
        readonly factor: number;
        readonly addMs: number;
      } /** This share of attempts holds no worker and gets no answer until the client gives up. */
    | {
        readonly kind: "hang";
        readonly rate: Share;
      } /** Each answered attempt leaves memory behind, until the instance is killed at the service's limit. */
    | {
        readonly kind: "leak";
        readonly mibPerRequest: number;
      } /** Attempts hold a shared lock of the dependency, so that nobody is served while the fault acts. */
    | { readonly kind: "lock" }
  );

export interface Revision {
  readonly version: string;
  readonly faults: readonly Fault[];
  /** Schema versions that it can read and write. */
  readonly reads: readonly number[];
  /** Share of requests that touch the part of the schema that changes. */
  readonly touches: Share;
  /** Calls that one request makes to the dependency. */
  readonly calls: number;
}

/** Keys that answers are cached by, in each instance. Misses take longer. */
export interface Cache {
  readonly keys: number;
  /** Exponent of the Zipf law of the keys; 0 asks for all alike. */
  readonly exponent: number;
  readonly missMs: number;
  /** True when new instances start with a full cache. */
  readonly warm: boolean;
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
  readonly cache: Cache | null;
  /** Memory of an instance at its start, and where it is killed, MiB. */
  readonly memory: { readonly baseMib: number; readonly limitMib: number };
  /** Time that a killed instance takes to serve again. */
  readonly restartAfter: Millis;
  /** Service time of a new instance is multiplied by `factor`, which decays to 1 within `for`. */
  readonly warmUp: { readonly factor: number; readonly for: Millis };
}

/** What everybody's requests share: a station that they call after their own service, holding their worker. */
export interface Dependency {
  readonly workers: number;
  readonly latency: ServiceTime;
  /** Time in which calls fail at `errors` and take `factor` as long, whoever makes them. */
  readonly incidents: readonly {
    readonly from: Millis;
    readonly until: Millis;
    readonly errors: Share;
    readonly factor: number;
  }[];
}

/** A change of the schema on the timeline. From then on the data has version `to`. */
export interface SchemaStep {
  readonly at: Millis;
  readonly do: "expand" | "contract";
  /** Versions that can be read from now on. */
  readonly readable: readonly number[];
  /** Nothing brings the old form back. */
  readonly oneWay: boolean;
}

export interface Schema {
  /** Versions that can be read at the start. */
  readonly readable: readonly number[];
  readonly steps: readonly SchemaStep[];
}

/** The rate at a time, as a factor of the base rate; between two knots it changes linearly. */
export interface RateKnot {
  readonly at: Millis;
  readonly factor: number;
}

/** How unevenly users send requests. */
export type Activity =
  | { readonly kind: "equal" }
  | { readonly kind: "lognormal"; readonly sigma: number }
  | { readonly kind: "zipf"; readonly exponent: number }
  | { readonly kind: "whales"; readonly count: number; readonly share: Share };

/** A user sends so many requests one after the other; the gaps between them have an exponential law. */
export interface Session {
  readonly requests: number;
  readonly gapMs: number;
}

/** Further attempts at a failed or late request. */
export interface Retry {
  /** Attempts after the first. */
  readonly attempts: number;
  /** Who tries again: the client, which is routed anew, or the balancer, which stays with the track. */
  readonly by: "client" | "balancer";
  readonly backoffMs: number;
  readonly factor: number;
  readonly jitter: "none" | "equal" | "full";
  /** Retries in flight as a share of requests in flight, but at least 3; 1 is no budget. */
  readonly budget: Share;
}

export interface Client {
  /** Time after which an attempt is given up; Infinity waits for ever. The server works on. */
  readonly timeoutMs: number;
  readonly retry: Retry;
  /** True when the server drops an attempt that its client has given up. */
  readonly serverCancels: boolean;
}

/** Noise that textbook statistics do not know. Coefficients of variation; 0 is none. */
export interface Noise {
  /** Of the error rate, minute by minute, on both tracks alike. */
  readonly minuteCv: number;
  /** Of the service time, instance by instance. */
  readonly hostCv: number;
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
  /** What is counted: what the user asked, or each attempt that the service saw. */
  readonly layer: Layer;
  /** Users whose requests it counts: those with all of these values; empty is everybody. */
  readonly who: readonly SegmentValue[];
}

export interface Observability {
  readonly scrape: Millis;
  /** How late the metrics store is: at t it shows what it would have shown at t − delay without lag. */
  readonly delay: Millis;
  /** Upper bounds of the latency histogram in ms, rising; +Inf is implied. */
  readonly buckets: readonly number[];
  readonly missing: readonly MissingSeries[];
  /** An instance that is started again begins its own counters at 0; else they outlive it, as pushed ones do. */
  readonly resetOnRestart: boolean;
  readonly metrics: Readonly<Record<string, NamedMetric>>;
  /** By the names that policies give them. */
  readonly alarms: Readonly<Record<string, Alarm>>;
}

/** How finely a run is simulated: request by request, as counts a tick, or as counts where that is exact enough. */
export type ResolutionChoice = "requests" | "counts" | "auto";

export interface World {
  readonly resolution: ResolutionChoice;
  /** Length of the simulation. */
  readonly horizon: Millis;
  /** Base rate of requests; `rate` says how it changes. */
  readonly requestsPerSecond: number;
  /** Empty is constant. */
  readonly rate: readonly RateKnot[];
  readonly users: number;
  readonly activity: Activity;
  /** How users come; null is with one request at a time. */
  readonly session: Session | null;
  /** Those of experiments come last. */
  readonly segments: readonly Segment[];
  readonly experiments: readonly Experiment[];
  readonly client: Client;
  readonly balancer: Balancer;
  readonly service: Service;
  readonly dependency: Dependency | null;
  readonly schema: Schema;
  readonly noise: Noise;
  readonly revisions: Readonly<Record<Track, Revision>>;
  readonly observe: Observability;
}
