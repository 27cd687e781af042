import { z } from "zod";
import { bucketers } from "../engine/bucketing/index.ts";
import type { Outlier } from "../model/index.ts";
import { expected } from "../notation/message.ts";
import { duration, knobs, share, text, wholeNumber, wholeSeconds, word } from "./knobs.ts";
import { notYet } from "./notYet.ts";
import { who } from "./whoSchema.ts";

const cookie = knobs({
  on: word(["none", "canary", "both"]).prefault("none").describe("Whose answers pin their user to that track."),
  maxAge: duration(1_000).prefault("24h").describe("For how long."),
});

const hash = knobs({
  function: word(["murmur3", ...Object.keys(bucketers)])
    .prefault("murmur3")
    .describe("Whose published function gives a user a place between 0 and 1."),
  salt: text("a text, e.g. the rollout's name")
    .prefault("")
    .describe("Sets one rollout apart from another: with the same salt, the same users come first."),
});

const match = knobs({
  who: who.prefault({}).describe("Users with all of these values; empty is everybody."),
  share: share().prefault("10%").describe("Of them, those who send what the policy matches."),
});

const outlier = z
  .union(
    [
      word(["none"]),
      knobs({
        consecutive: wholeNumber("failures", 1, "failures").prefault(5).describe("Failures in a row."),
        interval: wholeSeconds(1_000).prefault("10s").describe("Between two looks at who may come back."),
        eject: wholeSeconds(1_000).prefault("30s").describe("Length of the first ejection; each further adds as much."),
        maxEjected: share().prefault("10%").describe("Of a track's instances, at the same time."),
      }),
    ],
    { error: ({ input }) => expected("none, or a block with consecutive, interval, eject and maxEjected", input) },
  )
  .transform((written): Outlier | null => (written === "none" ? null : written));

export const balancerSchema = knobs(
  {
    kind: word(["weighted", "pods"], notYet.balancerKinds)
      .prefault("weighted")
      .describe("How a request finds its track: by weight, or by the number of ready instances."),
    key: word(["request", "session", "user"])
      .prefault("request")
      .describe(
        "What is assigned: each request anew, each session by one draw, or each user by a fixed bucket of the id.",
      ),
    cookie: cookie.prefault({}).describe("A cookie that decides before the weight does."),
    hash: hash.prefault({}).describe("How `key: user` finds a user's place."),
    match: match.prefault({}).describe("Who sends the header or cookie of an A/B test."),
    outlier: outlier.prefault("none").describe("Ejects instances that fail, as Envoy does."),
    panic: share().prefault("50%").describe("Below this share of healthy instances, all are used."),
    slowStart: wholeSeconds(0).prefault("0s").describe("New instances get their share of requests within this time."),
    pick: word(["leastRequest2", "roundRobin", "random", "ringHash", "maglev"])
      .prefault("leastRequest2")
      .describe("How an instance is chosen."),
    retry: wholeNumber("further attempts", 0, "retries")
      .optional()
      .describe("Short for client.retry with `by: balancer`."),
  },
  notYet.balancer,
);
