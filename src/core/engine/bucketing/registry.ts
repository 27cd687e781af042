import { own, type World } from "../../model/index.ts";
import type { Bucketer } from "./bucketer.ts";
import { configcat } from "./configcat.ts";
import { flagd } from "./flagd.ts";
import { flagsmith } from "./flagsmith.ts";
import { flipper } from "./flipper.ts";
import { growthbook, growthbookFirst } from "./growthbook.ts";
import { launchdarkly } from "./launchdarkly.ts";
import { nginxSplitClients } from "./nginxSplitClients.ts";
import { optimizely } from "./optimizely.ts";
import { posthog } from "./posthog.ts";
import { statsig } from "./statsig.ts";
import { unleash } from "./unleash.ts";

/** Every bucketer by its name. One more product is one more line. */
export const bucketers = {
  configcat,
  flagd,
  flagsmith,
  flipper,
  growthbook,
  growthbookFirst,
  launchdarkly,
  nginxSplitClients,
  optimizely,
  posthog,
  statsig,
  unleash,
} satisfies Readonly<Record<string, Bucketer>>;

/** The published function that the world assigns its users by; undefined for the plain hash of their id. */
export function bucketerOf({ balancer: { hash } }: World): Bucketer | undefined {
  return own<Bucketer>(bucketers, hash.function);
}
