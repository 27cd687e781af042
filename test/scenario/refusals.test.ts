import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/core/scenario/index.ts";
import { problemLines, readManifest, scenario } from "./files.ts";

// The one-line change that must break this file: let `offsetOf` always return the key's offset.

const worldKnobs =
  "horizon, resolution, traffic, users, client, balancer, services, dependency, schema, noise, revisions or observe";

/** Lines from the fourth on, and every problem that they make. */
const refusals: readonly (readonly [string, readonly string[]])[] = [
  // Knobs
  ["world: { trafic: {} }", ['4:10 unknown knob "trafic"; did you mean "traffic"?']],
  ["world: { schema: { version: 1 } }", ['4:20 "version" is not simulated yet']],
  ["world: { config: {}, queue: {} }", ['4:10 "config" is not simulated yet', '4:22 "queue" is not simulated yet']],
  [
    "world: { observe: { window: 1m } }",
    ["4:21 the window belongs to the policy: each metric's interval in its manifest"],
  ],
  ["word: {}", ['4:1 unknown knob "word"; did you mean "world"?']],
  ["world:", [`4:1 expected a block with ${worldKnobs}, found nothing`]],
  ["world: 5", [`4:8 expected a block with ${worldKnobs}, found 5`]],
  ["base: refrence", ['4:7 expected reference, found "refrence"; did you mean "reference"?']],
  // Units
  ["world: { horizon: 90 }", ["4:19 expected a duration like 90s, 5m or 1h30m, found 90: write 90s or 90m"]],
  ["world: { horizon: 1.5h }", ['4:19 expected a duration like 90s, 5m or 1h30m, found "1.5h"']],
  ["world: { horizon: 1500ms }", ["4:19 expected a duration in whole seconds"]],
  ["world: { traffic: { rate: 100 } }", ["4:27 expected a rate like 100/s, found 100: write 100/s"]],
  ["world: { traffic: { rate: 0/s } }", ["4:27 expected a rate above 0/s"]],
  [
    "world: { services: { a: { errors: 0.05 } } }",
    ["4:35 expected a share like 5%, found 0.05: write 5%, or 0.05% if that is meant"],
  ],
  ["world: { services: { a: { errors: 101% } } }", ["4:35 expected a share of at most 100%"]],
  [
    "world: { services: { a: { latency: { kind: exponential, mean: 80 } } } }",
    ["4:63 expected a time like 80ms or 3s, found 80: write 80ms"],
  ],
  // Limits, by name
  ["world: { users: { count: 3000000 } }", ['4:26 expected at most 2,000,000 users, found 3,000,000 (limit "users")']],
  ["world: { horizon: 25h }", ['4:19 expected at most 24h (limit "horizon")']],
  [
    "world: { services: { a: { instances: { stable: 1001 } } } }",
    ['4:48 expected at most 1,000 instances, found 1,001 (limit "instances")'],
  ],
  [
    "world: { horizon: 24h, traffic: { rate: 1000/s } }",
    [
      '4:41 expected at most 50,000,000 requests in one run, as rate × horizon, found 86,400,000 (limit "requests"): take a shorter horizon or a lower rate',
    ],
  ],
  // Services, revisions, what the metrics see
  ["world: { services: { a: {}, b: {} } }", ["4:20 expected one service, found 2: several are not simulated yet"]],
  [
    "world: { services: { a: { latency: { kind: lognormal, p50: 80ms } } } }",
    ["4:36 expected either p50 and p99, or mean and cv"],
  ],
  [
    "world: { services: { a: { latency: { kind: mixture } } } }",
    ['4:44 "mixture" is not simulated yet: expected lognormal or exponential'],
  ],
  [
    "world: { services: { a: { instances: { canary: folow } } } }",
    ['4:48 expected a whole number of instances or follow, found "folow"'],
  ],
  [
    "world: { services: { a: { instances: { canary: 0 } } } }",
    ["4:48 expected a whole number of instances from 1 to 1,000, found 0"],
  ],
  ["world: { revisions: { canary: { version: 1.10 } } }", ["4:42 expected a version, found 1.1: write it in quotes"]],
  [
    "world: { revisions: { canary: { faults: [{ kind: crash }] } } }",
    ['4:50 "crash" is not simulated yet: expected errors, wrongAnswer, lostSession, latency, hang, leak or lock'],
  ],
  [
    "world: { revisions: { canary: { faults: [{ kind: errors }] } } }",
    ['4:42 "rate" is missing: expected a share like 5%'],
  ],
  [
    "world: { revisions: { canary: { faults: [{ kind: errors, rate: 1%, from: 5m, until: 5m }] } } }",
    ["4:85 expected until to be later than from"],
  ],
  ["world: { observe: { buckets: [1s, 500ms] } }", ["4:30 expected bucket bounds that rise"]],
  [
    "world: { observe: { metrics: { a: { query: error-rate, scope: all } } } }",
    ['4:63 expected total, stable or canary, found "all"'],
  ],
  [
    "world: { observe: { metrics: { 9a: { query: error-rate } } } }",
    ['4:32 expected a name in letters, digits and dashes, found "9a"'],
  ],
  // Operators
  [
    "interventions: [{ at: 5m, do: promot }]",
    [
      '4:31 expected promote, promoteFull, pause, resume, abort, retry, approve or refuse, found "promot"; did you mean "promote"?',
    ],
  ],
  [
    "interventions: [{ at: 5m, do: restart }]",
    [
      '4:31 "restart" is not simulated yet: expected promote, promoteFull, pause, resume, abort, retry, approve or refuse',
    ],
  ],
  ["interventions: [{ at: 2h, do: abort }]", ["4:23 expected a time within the horizon of 1h, found 2h"]],
  // Expectations
  [
    "expect: { policy: { outcome: promoted in >= 75 of 200 } }",
    ['4:30 expected a share like ">= 75% of 200" or ">= 49/50", found ">= 75 of 200"'],
  ],
  [
    "expect: { policy: { outcome: promotet in >= 75% of 200 } }",
    ['4:30 expected promoted, rolledBack or unfinished, found "promotet"; did you mean "promoted"?'],
  ],
  ["expect: { policy: { usersHarmed: p50 >> 3 } }", ['4:34 expected a bound like "p90 <= 12", found "p50 >> 3"']],
  ["expect: { policy: { usersHarmd: p50 <= 3 } }", ['4:21 unknown knob "usersHarmd"; did you mean "usersHarmed"?']],
  ["expect: { policy: { chargedTwice: <= 3 } }", ['4:21 "chargedTwice" is not simulated yet']],
  [
    "expect: { polic: { peakWeight: <= 10% } }",
    ['4:11 expected a policy of this file (policy), found "polic"; did you mean "policy"?'],
  ],
  ["expect: { twin: { naive: promoted in >= 9/10 } }", ['4:19 expected a policy of this file (policy), found "naive"']],
  // The counterfactual
  [
    "without: { set: policies.a, to: 1, breaks: policy }",
    [
      '4:17 expected a path that begins with world., found "policies.a"',
      '4:44 expected an expectation for "policy" that can break, found none',
    ],
  ],
  [
    "without: { set: world.horizn, to: 1m, breaks: policy }",
    [
      '4:35 with this change the world is wrong: world: unknown knob "horizn"; did you mean "horizon"?',
      '4:47 expected an expectation for "policy" that can break, found none',
    ],
  ],
  [
    "without: { set: world.horizon, to: 60m, breaks: polcy }",
    [
      "4:36 expected a change, found what world.horizon is already",
      '4:49 expected a policy of this file (policy), found "polcy"; did you mean "policy"?',
    ],
  ],
  // YAML
  [
    "world: { horizon: 1m",
    ["5:1 expected YAML: flow map in block collection must be sufficiently indented and end with a }"],
  ],
  ["base: reference\nbase: reference", ['5:1 "base" is written twice in the same block']],
  ["__proto__: { a: 1 }", ['4:1 the name "__proto__" cannot be used']],
  ["? [a]\n: 1", ["4:3 expected a name before the colon"]],
  ["a: &a [*a]", ['4:7 expected at most 32 blocks inside one another (limit "depth")']],
  ["...\n---\nbase: reference", ["5:1 expected one document, found a second one after ---"]],
];

describe("a scenario file that cannot be used", () => {
  it.each(refusals)("is refused at its line and column: %s", (lines, problems) => {
    expect(problemLines(parseScenario(scenario(`${lines}\n`), { readManifest }))).toEqual(problems);
  });

  it("is refused for every reason at once, in reading order", () => {
    const text = `slug: Not A Slug
about: { titel: x }
world:
  horizon: 90
  users: { count: 0 }
policies:
  naive: { manifest: manifests/none.yaml }
  other: { manifest: manifests/other.yaml, dialect: flager }
`;
    expect(problemLines(parseScenario(text, { readManifest }))).toEqual([
      '1:7 expected a slug like slow-canary, found "Not A Slug"',
      '2:1 "title" is missing: expected a title',
      '2:10 unknown knob "titel"; did you mean "title"?',
      "4:12 expected a duration like 90s, 5m or 1h30m, found 90: write 90s or 90m",
      "5:19 expected a whole number of users from 1 to 2,000,000, found 0",
      '7:22 expected a manifest that exists, found "manifests/none.yaml"',
      '8:53 expected flagger, argo or native, found "flager"; did you mean "flagger"?',
    ]);
  });

  it("has a policy, under one of two names", () => {
    expect(problemLines(parseScenario(scenario("", ""), { readManifest }))).toEqual([
      "1:1 expected a policy, found none: write policy: or policies:",
    ]);
    const both = scenario("policies: { a: { manifest: manifests/canary.yaml } }\n");
    expect(problemLines(parseScenario(both, { readManifest }))).toEqual([
      "5:1 expected policy or policies, found both",
    ]);
    const native = scenario("", "policies: { a: { native: { steps: [] } } }\n");
    expect(problemLines(parseScenario(native, { readManifest }))).toEqual([
      "4:35 expected at least one step like { weight: 1%, for: 3m }",
    ]);
    const neither = scenario("", "policies: { a: { dialect: native } }\n");
    expect(problemLines(parseScenario(neither, { readManifest }))).toEqual([
      "4:16 expected manifest or native, one of the two",
    ]);
  });

  it("asks for a phase that the tool has", () => {
    const text = scenario("expect: { policy: { never: promotion } }\n");
    const [problem] = problemLines(parseScenario(text, { readManifest }));
    expect(problem).toMatch(
      /^4:28 expected a phase of flagger \(.*Promoting.*\), found "promotion"; did you mean "Promoting"\?$/,
    );
  });
});
