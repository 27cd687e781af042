import { judges } from "../judges/index.ts";
import { patterns } from "../notation/units.ts";

/** What editors know of a policy in our own form. Its dialect reads it; a test holds the two together. */
const duration = { type: "string", pattern: patterns.duration.source };
const share = { type: "string", pattern: patterns.share.source };
const noData = { enum: ["hold", "fail", "pass"], default: "hold", description: "What a look without numbers means." };
const users = { type: "object", additionalProperties: { type: "string" }, minProperties: 1 };
const setting = { type: ["string", "number"], description: "A setting of the judge; see `coalmine judges`." };

const settings = Object.fromEntries(
  [...new Set(Object.values(judges).flatMap(({ defaults }) => Object.keys(defaults)))].map((name) => [name, setting]),
);

const step = {
  type: "object",
  additionalProperties: false,
  required: ["for"],
  properties: {
    weight: { ...share, description: "Share of requests that go to the canary." },
    users: { ...share, description: "Share of users; the world's balancer must go by user." },
    segments: { ...users, description: "Users with these values, and nobody else." },
    for: { ...duration, description: "Time under watch that the step needs." },
    minSamples: { type: "integer", minimum: 0, default: 0, description: "Requests of the canary that it needs." },
  },
  oneOf: [{ required: ["weight"] }, { required: ["users"] }, { required: ["segments"] }],
};

const judge = {
  type: "object",
  additionalProperties: false,
  required: ["metric"],
  properties: {
    metric: { type: "string", description: "error-rate, latency-p99 and the like, or one of world.observe.metrics." },
    kind: { enum: ["eprocess", ...Object.keys(judges)], default: "rate-ratio-e-process", description: "The judge." },
    against: { enum: ["stable", "limit"], description: "What it looks at; follows from the judge." },
    slowerThan: {
      type: "string",
      pattern: patterns.latency.source,
      description: "Counts slower requests, not failures.",
    },
    warmup: { ...duration, default: "0s", description: "Time with traffic that it does not look at." },
    noData,
    ...settings,
  },
};

const alarm = {
  type: "object",
  additionalProperties: false,
  required: ["alarm"],
  properties: {
    alarm: { type: "string", description: "One of world.observe.alarms." },
    do: { enum: ["rollBack", "hold"], default: "rollBack", description: "What is done while it is in ALARM." },
  },
};

const quota = {
  type: "object",
  additionalProperties: false,
  required: ["segment", "samples"],
  properties: {
    segment: { ...users, description: "Users with these values." },
    samples: { type: "integer", minimum: 1, description: "Requests of theirs that the canary must have answered." },
  },
};

const native = {
  description: "A policy of our own form.",
  type: "object",
  additionalProperties: false,
  required: ["steps"],
  properties: {
    name: { type: "string", description: "What to call it." },
    every: { ...duration, default: "1m", description: "Time between two looks." },
    steps: { type: "array", minItems: 1, maxItems: 100, items: step, description: "What the canary gets, in order." },
    judges: {
      type: "array",
      maxItems: 100,
      items: { $ref: "#/$defs/judge" },
      default: [],
      description: "Who may roll back.",
    },
    alarms: {
      type: "array",
      maxItems: 100,
      items: alarm,
      default: [],
      description: "Alarms of the world that hold or roll back.",
    },
    mustSee: {
      type: "array",
      maxItems: 100,
      items: quota,
      default: [],
      description: "Users to see before a step ends.",
    },
    noData,
    bake: { ...duration, default: "0s", description: "Time with all traffic on the canary before stable takes it." },
    shadow: {
      type: "array",
      maxItems: 100,
      items: { $ref: "#/$defs/judge" },
      default: [],
      description: "Judges that are only logged.",
    },
  },
};

/** JSON Schema (draft 2020-12) of a policy file. */
export function policySchema(): object {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Coalmine policy",
    type: "object",
    additionalProperties: false,
    required: ["native"],
    properties: { native: { $ref: "#/$defs/native" } },
    $defs: { native, judge },
  };
}
