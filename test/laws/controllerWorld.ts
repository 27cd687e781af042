import type { Command, Judged, JudgeQuestion, Measurement, Query, Signal } from "../../src/core/index.ts";

/** How a world that is made of luck alone answers. */
export interface Luck {
  /** Whether workloads become ready, hooks accept, metrics and judges like what they see. */
  good(what: "workload" | "hook" | "metric" | "judge"): boolean;
}

const kind: Luck = { good: () => true };

/** What a world tells a controller that asks for something, at once; a workload is ready at once too. */
export function answerTo(command: Command, luck: Luck = kind): readonly Signal[] {
  switch (command.type) {
    case "measure":
      return [{ type: "measured", measurements: command.queries.map((query) => measurement(query, luck)) }];
    case "judge":
      return [{ type: "judged", answers: command.questions.map((question) => judged(question, luck)) }];
    case "alarms":
      return [{ type: "alarms", states: command.names.map(() => (luck.good("metric") ? "OK" : "ALARM")) }];
    case "call":
      return [{ type: "answered", hook: command.hook, accepted: luck.good("hook") === (command.role !== "abort") }];
    case "scale":
      return command.replicas === 0 ? [] : [workload(command.track, luck)];
    case "promote":
      return [workload("stable", luck)];
    case "replicas":
      return [{ type: "pods", available: [{ revision: command.revision, pods: command.count }] }];
    case "setWeight":
    case "matchAll":
    case "mirror":
    case "adopt":
    case "requeue":
    case "note":
      return [];
  }
}

function workload(track: "stable" | "canary", luck: Luck): Signal {
  return { type: "workload", track, state: luck.good("workload") ? "ready" : "failed" };
}

function measurement(query: Query, luck: Luck): Measurement {
  const value = luck.good("metric") ? goodValues[query.signature.type] : badValues[query.signature.type];
  return { query, reading: { type: "value", value }, samples: { requests: 10_000, failures: 10 } };
}

/** Readings that most policies like, and that none does. A custom query is taken to be a share of failures. */
const goodValues = {
  "success-rate": 99.9,
  "error-rate": 0.1,
  latency: 50,
  "latency-mean": 50,
  errors: 0,
  requests: 1e6,
  custom: 0,
};
const badValues = {
  "success-rate": 50,
  "error-rate": 50,
  latency: 9e6,
  "latency-mean": 9e6,
  errors: 1e6,
  requests: 0,
  custom: 1e6,
};

function judged(_: JudgeQuestion, luck: Luck): Judged {
  const samples = { requests: 1000, failures: 3 };
  const last = { canary: samples, baseline: samples };
  return { type: "verdict", verdict: luck.good("judge") ? "inconclusive" : "fail", because: "luck", last };
}
