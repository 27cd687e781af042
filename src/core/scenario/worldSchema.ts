import type { z } from "zod";
import { arms, type Experiment, type Segment, type World } from "../model/index.ts";
import { balancerSchema } from "./balancerSchema.ts";
import { balancerRetry, clientSchema } from "./clientSchema.ts";
import { dataSchema } from "./dataSchema.ts";
import { dependencySchema } from "./dependencySchema.ts";
import { factor, knobs, wholeSeconds, word } from "./knobs.ts";
import { notYet } from "./notYet.ts";
import { observeSchema } from "./observeSchema.ts";
import { rateKnots } from "./rateKnots.ts";
import { revisionSchema } from "./revisionSchema.ts";
import { servicesSchema } from "./serviceSchema.ts";
import { trafficSchema } from "./trafficSchema.ts";
import { usersSchema } from "./usersSchema.ts";
import { worldComplaints } from "./worldChecks.ts";

// Every default is written once, in the notation of the file: an empty block is the reference world of
// the catalogue, and editors show the same values.

const noise = knobs(
  {
    minute: factor("a coefficient of variation like 0.5")
      .prefault(0)
      .describe("Of the error rate, minute by minute, on both tracks alike: standard deviation by mean."),
    host: factor("a coefficient of variation like 0.2").prefault(0).describe("Of the service time, by instance."),
  },
  notYet.noise,
);

/** A world, as a file writes it, to the world that the engine runs. */
export const worldSchema = knobs(
  {
    horizon: wholeSeconds(1_000).prefault("60m").describe("Length of the simulation."),
    resolution: word(["requests", "counts", "auto"])
      .prefault("requests")
      .describe(
        "Request by request; as counts a tick, whatever the traffic; or auto: counts where nothing couples requests.",
      ),
    traffic: trafficSchema.prefault({}),
    users: usersSchema.prefault({}),
    client: clientSchema.prefault({}).describe("What asks: how long it waits, and how often it tries."),
    balancer: balancerSchema.prefault({}),
    services: servicesSchema.prefault({ app: {} }).describe("One service, under the name you give it."),
    dependency: dependencySchema.prefault("none").describe("A station that every request calls, e.g. a database."),
    schema: dataSchema.prefault({}).describe("Versions of the data that both revisions use."),
    noise: noise.prefault({}).describe("Noise that textbook statistics do not know."),
    revisions: knobs({
      stable: revisionSchema("1.0").prefault({}),
      canary: revisionSchema("2.0").prefault({}),
    }).prefault({}),
    observe: observeSchema.prefault({}),
  },
  notYet.world,
).transform((written, context): World => {
  const { traffic, users, client, balancer } = written;
  const { retry: further, ...split } = balancer;
  const world: World = {
    resolution: written.resolution,
    horizon: written.horizon,
    requestsPerSecond: traffic.rate,
    rate: rateKnots(traffic.shape, traffic.rate, written.horizon),
    users: users.count,
    activity: users.activity,
    session: users.session,
    segments: [...users.segments, ...users.experiments.map(segmentOf)],
    experiments: users.experiments,
    client: {
      timeoutMs: client.timeout,
      retry: further === undefined ? client.retry : balancerRetry(further),
      serverCancels: client.serverCancels,
    },
    balancer: split,
    service: written.services,
    dependency: written.dependency,
    schema: written.schema,
    noise: { minuteCv: written.noise.minute, hostCv: written.noise.host },
    revisions: written.revisions,
    observe: written.observe,
  };
  const twice = further !== undefined && client.retry.attempts > 0;
  if (twice) {
    const message = "expected client.retry or balancer.retry, found both";
    context.issues.push({ code: "custom", path: ["balancer", "retry"], message, input: written });
  }
  for (const { path, message } of worldComplaints(world)) {
    context.issues.push({ code: "custom", path: [...path], message, input: written });
  }
  return world;
});

/** Whoever asks for users by segment can ask for an arm. */
function segmentOf({ name, share }: Experiment): Segment {
  const [b, a] = arms;
  return {
    name,
    values: [
      { name: b, share },
      { name: a, share: 1 - share },
    ],
  };
}

/** A world as a file may write it. */
export type WrittenWorld = z.input<typeof worldSchema>;
