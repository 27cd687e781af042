import { duration, knobs, wholeNumber, word } from "./knobs.ts";
import { notYet } from "./notYet.ts";

const cookie = knobs({
  on: word(["none", "canary", "both"]).prefault("none").describe("Whose answers pin their user to that track."),
  maxAge: duration(1_000).prefault("24h").describe("For how long."),
});

export const balancerSchema = knobs(
  {
    kind: word(["weighted", "pods"], notYet.balancerKinds)
      .prefault("weighted")
      .describe("How a request finds its track: by weight, or by the number of ready instances."),
    key: word(["request", "user"], notYet.balancerKeys)
      .prefault("request")
      .describe("What is assigned: each request anew, or a fixed bucket of the user's id."),
    cookie: cookie.prefault({}).describe("A cookie that decides before the weight does."),
    pick: word(["leastRequest2", "roundRobin", "random", "ringHash", "maglev"])
      .prefault("leastRequest2")
      .describe("How an instance is chosen."),
    retry: wholeNumber("further attempts", 0, "retries")
      .optional()
      .describe("Short for client.retry with `by: balancer`."),
  },
  notYet.balancer,
);
