import { z } from "zod";
import type { Activity, Experiment, Segment, Session } from "../model/index.ts";
import { expected, oneOf } from "../notation/message.ts";
import { duration, factor, knobs, named, share, text, wholeNumber, word } from "./knobs.ts";
import { notYet } from "./notYet.ts";

const uneven = {
  lognormal: knobs({ sigma: factor("a number like 1.2").describe("Spread of the logarithm.") }),
  zipf: knobs({ exponent: factor("an exponent like 1.1").describe("How fast activity falls with rank.") }),
  whales: knobs({
    count: wholeNumber("users", 1, "users").describe("Users who send much."),
    share: share().describe("What they send together."),
  }),
} as const;

const names = Object.keys(uneven);

const activity = z
  .union(
    [
      word(["equal"]),
      knobs({
        lognormal: uneven.lognormal.optional(),
        zipf: uneven.zipf.optional(),
        whales: uneven.whales.optional(),
      }).refine((written) => Object.keys(written).length === 1, {
        error: ({ input }) => `expected one of ${oneOf(names)}, found ${Object.keys(Object(input)).length}`,
      }),
    ],
    { error: ({ input }) => expected(`equal, or a block with ${oneOf(names)}`, input) },
  )
  .transform((written): Activity => {
    if (written === "equal") return { kind: "equal" };
    if (written.lognormal !== undefined) return { kind: "lognormal", ...written.lognormal };
    if (written.zipf !== undefined) return { kind: "zipf", ...written.zipf };
    return written.whales === undefined ? z.NEVER : { kind: "whales", ...written.whales };
  });

const segments = named(
  "segments",
  named("values", share())
    .refine((shares) => Object.keys(shares).length > 0, { error: "expected at least one value with its share" })
    .refine((shares) => Math.abs(Object.values(shares).reduce((sum, part) => sum + part, 0) - 1) < 1e-9, {
      error: "expected shares that make 100% together",
    }),
).transform((written): readonly Segment[] =>
  Object.entries(written).map(([name, shares]) => ({
    name,
    values: Object.entries(shares).map(([value, part]) => ({ name: value, share: part })),
  })),
);

const session = z
  .union(
    [
      word(["none"]),
      knobs({
        requests: wholeNumber("requests", 1, "session").describe("Requests that a user sends one after the other."),
        gap: duration(1)
          .prefault("10s")
          .describe("Mean time from one to the next; single gaps have an exponential law."),
      }),
    ],
    { error: ({ input }) => expected("none, or a block with requests and gap", input) },
  )
  .transform((written): Session | null =>
    written === "none" ? null : { requests: written.requests, gapMs: written.gap },
  );

const experiments = named(
  "experiments",
  knobs({
    share: share().prefault("10%").describe("Users in arm B."),
    errors: share().prefault("0%").describe("Their requests fail at least at this rate, on every revision."),
    salt: text("a text, e.g. the experiment's name")
      .prefault("")
      .describe("With the salt of `balancer.hash`, arm B is who comes first in the rollout too."),
  }),
).transform((written): readonly Experiment[] => Object.entries(written).map(([name, rest]) => ({ name, ...rest })));

export const usersSchema = knobs(
  {
    count: wholeNumber("users", 1, "users").prefault(20_000).describe("People, each with an id of their own."),
    activity: activity.prefault("equal").describe("How unevenly they send requests."),
    session: session
      .prefault("none")
      .describe("How they come: with single requests, or with several in a row. Requests a second stay the same."),
    segments: segments
      .prefault({
        device: { android: "45%", ios: "35%", web: "20%" },
        region: { us: "45%", eu: "40%", apac: "15%" },
        plan: { free: "90%", paid: "10%" },
      })
      .describe("Properties that divide them, each independent of the others."),
    experiments: experiments
      .prefault({})
      .describe("A/B tests of others, which divide the users by a hash of their id into `B` and `A`."),
  },
  notYet.users,
);
