import type { SegmentValue } from "./segment.ts";
import type { Millis, Share } from "./units.ts";

/** How a request finds its track, and inside it an instance. */
export interface Balancer {
  /** `weighted` splits by weight; `pods` by the number of ready instances, whatever the weight. */
  readonly kind: "weighted" | "pods";
  /** Each request anew, one draw a session, or a fixed bucket of the user's id. */
  readonly key: "request" | "session" | "user";
  /** Which tracks' answers pin their user, and for how long. */
  readonly cookie: { readonly on: "none" | "canary" | "both"; readonly maxAge: Millis };
  /** How users get their place for `key: user`: a published bucketing function, and what sets one rollout apart. */
  readonly hash: { readonly function: string; readonly salt: string };
  /** Who sends the header or cookie that a policy matches: this share of the users with all of these values. */
  readonly match: { readonly who: readonly SegmentValue[]; readonly share: Share };
  /** How an instance is chosen inside a track. */
  readonly pick: string;
  readonly outlier: Outlier | null;
  /** Below this share of healthy instances a track's traffic goes to all of them; 0 never does. */
  readonly panic: Share;
  /** New instances get a weight that grows to 1 within this time; 0 is off. */
  readonly slowStart: Millis;
}

/** When the balancer stops sending requests to an instance, as Envoy does. */
export interface Outlier {
  /** Failures in a row, timeouts among them. */
  readonly consecutive: number;
  /** Between two looks at who may come back. */
  readonly interval: Millis;
  /** How long the first ejection lasts; each further one is longer by as much. */
  readonly eject: Millis;
  /** At most this share of a track's instances at a time. */
  readonly maxEjected: Share;
}
