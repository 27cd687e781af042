import type { z } from "zod";
import type { World } from "../model/index.ts";
import { knobs, rate, wholeNumber, wholeSeconds, word } from "./knobs.ts";
import { limits } from "./limits.ts";
import { groupDigits } from "./message.ts";
import { notYet } from "./notYet.ts";
import { observeSchema } from "./observeSchema.ts";
import { revisionSchema } from "./revisionSchema.ts";
import { servicesSchema } from "./serviceSchema.ts";

// Every default is written here once, in the notation of the file: an empty block is the reference
// world of the catalogue, and editors show the same values.

const traffic = knobs(
  {
    rate: rate().prefault("100/s").describe("Requests a second."),
    shape: word(["constant"], notYet.trafficShapes).prefault("constant").describe("How the rate changes over time."),
    arrivals: word(["poisson"], notYet.arrivals).prefault("poisson").describe("How requests are spread in time."),
  },
  notYet.traffic,
);

const users = knobs(
  {
    count: wholeNumber("users", 1, "users").prefault(20_000).describe("People, each with an id of their own."),
    activity: word(["equal"], notYet.activities).prefault("equal").describe("How unevenly they send requests."),
  },
  notYet.users,
);

const balancer = knobs(
  {
    kind: word(["weighted"], notYet.balancerKinds).prefault("weighted").describe("How a request finds its track."),
    key: word(["request"], notYet.balancerKeys).prefault("request").describe("What is assigned: each request anew."),
    pick: word(["leastRequest2"], notYet.picks).prefault("leastRequest2").describe("How an instance is chosen."),
  },
  notYet.balancer,
);

/** A world, as a file writes it, to the world that the engine runs. */
export const worldSchema = knobs(
  {
    horizon: wholeSeconds(1_000).prefault("60m").describe("Length of the simulation."),
    traffic: traffic.prefault({}),
    users: users.prefault({}),
    balancer: balancer.prefault({}),
    services: servicesSchema.prefault({ app: {} }).describe("One service, under the name you give it."),
    revisions: knobs({
      stable: revisionSchema("1.0").prefault({}),
      canary: revisionSchema("2.0").prefault({}),
    }).prefault({}),
    observe: observeSchema.prefault({}),
  },
  notYet.world,
)
  .refine(({ horizon, traffic: { rate: perSecond } }) => !((perSecond * horizon) / 1_000 > limits.requests), {
    path: ["traffic", "rate"],
    error: `expected at most ${groupDigits(limits.requests)} requests in one run, as rate × horizon (limit "requests")`,
  })
  .transform(
    (written): World => ({
      horizon: written.horizon,
      requestsPerSecond: written.traffic.rate,
      users: written.users.count,
      service: written.services,
      revisions: written.revisions,
      observe: written.observe,
    }),
  );

/** A world as a file may write it. */
export type WrittenWorld = z.input<typeof worldSchema>;
