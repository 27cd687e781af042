import { describe, expect, it } from "vitest";
import { parseScenario } from "../../src/core/scenario/index.ts";
import { problemLines, readManifest, scenario } from "./files.ts";

// The one-line change that must break this file: count no further attempts in `ofLimits`.

const fault = (text: string): string => `revisions: { canary: { faults: [${text}] } }`;

/** What a world says, and how it is refused. Line 4, columns as in the text `world: { … }`. */
const refusals: readonly (readonly [string, string])[] = [
  // Limits, by name and with a way out
  [
    "horizon: 24h, traffic: { rate: 300/s }, client: { retry: { attempts: 1 } }",
    'requests in one run, as rate × horizon × 2 attempts, found 51,840,000 (limit "requests"): take a shorter horizon or a lower rate',
  ],
  [
    "horizon: 24h, services: { a: { instances: { stable: 900 } } }, traffic: { rate: 100/s, shape: { ramp: { to: 2000/s, over: 24h } } }",
    'as rate × horizon, found 90,720,000 (limit "requests"): take a shorter horizon or a lower rate, or resolution: counts',
  ],
  [
    "resolution: counts, client: { retry: { attempts: 1 } }",
    "expected requests or auto, found counts: the counts resolution cannot play this world, because clients try again",
  ],
  ["client: { retry: { attempts: 21 } }", 'expected at most 20 further attempts, found 21 (limit "retries")'],
  [
    "services: { a: { cache: { keys: 1000001, miss: 1ms } } }",
    'expected at most 1,000,000 keys, found 1,000,001 (limit "keys")',
  ],
  // Users
  ["users: { segments: { device: { ios: 50%, android: 40% } } }", "expected shares that make 100% together"],
  ["users: { experiments: { device: { share: 5% } } }", "expected a name that no segment has, found device"],
  ["users: { experiments: { button: { errors: 120% } } }", "expected a share of at most 100%"],
  ["users: { activity: whale }", 'expected equal, or a block with lognormal, zipf or whales, found "whale"'],
  ["users: { activity: {} }", "expected one of lognormal, zipf or whales, found 0"],
  [
    "users: { count: 3, activity: { whales: { count: 5, share: 30% } } }",
    "expected at most the 3 users that there are, found 5",
  ],
  // Sessions
  ["users: { session: 6 }", "expected none, or a block with requests and gap, found 6"],
  ["users: { session: { gap: 5s } }", '"requests" is missing: expected a whole number of requests from 1 to 1,000'],
  ["users: { session: { requests: 1001 } }", 'expected at most 1,000 requests, found 1,001 (limit "session")'],
  ["users: { session: { requests: 6, gap: 0s } }", "expected a duration of at least 0.001s"],
  [
    "traffic: { rate: 800/s }, users: { session: { requests: 6, gap: 30m } }, services: { a: { instances: { stable: 99 } } }",
    'expected at most 1,000,000 sessions open at the same time, as rate × gap, found 1,200,000 (limit "openSessions")',
  ],
  ["balancer: { key: session }", "expected users.session, whose sessions this assigns, found none"],
  [fault("{ kind: lostSession }"), "expected world.users.session, whose sessions this fault loses, found none"],
  [
    `users: { session: { requests: 6 } }, ${fault("{ kind: lostSession, instances: 1 }")}`,
    'unknown knob "instances": expected kind, rate, from, until, who, flap or grow',
  ],
  [
    "resolution: counts, users: { session: { requests: 6 } }",
    "the counts resolution cannot play this world, because users come in sessions, whose requests follow each other",
  ],
  // Clients and the balancer
  ["client: { timeout: 0s }", "expected a timeout above 0ms"],
  ["client: { timeout: forever }", 'expected a time like 5s, or never, found "forever"'],
  ["client: { serverCancels: yes }", 'expected true or false, found "yes"'],
  ["client: { retry: { jitter: decorrelated } }", '"decorrelated" is not simulated yet: expected none, equal or full'],
  ["balancer: { retry: 2 }, client: { retry: { attempts: 1 } }", "expected client.retry or balancer.retry, found both"],
  ["balancer: { key: sesion }", 'expected request, session or user, found "sesion"; did you mean "session"?'],
  ["balancer: { cookie: { on: stable } }", 'expected none, canary or both, found "stable"'],
  // Services
  ["services: { a: { memory: { limit: 512 } } }", "expected a size like 512Mi, found 512: write 512Mi"],
  ["services: { a: { memory: { base: 1Gi } } }", "expected a limit above base"],
  ["services: { a: { cache: full } }", 'expected none, or a block with keys, exponent, miss and warm, found "full"'],
  ["dependency: 5", "expected none, or a block with workers, latency and incidents, found 5"],
  ["dependency: { incidents: [{ from: 5m, until: 4m }] }", "expected until to be later than from"],
  // The schema
  ["schema: { readable: [] }", "expected at least one version of the schema"],
  [
    "schema: { steps: [{ at: 1m, do: backfill, readable: [1] }] }",
    '"backfill" is not simulated yet: expected expand or contract',
  ],
  [
    "schema: { steps: [{ at: 2m, do: expand, readable: [1] }, { at: 1m, do: contract, readable: [2] }] }",
    "expected steps in the order of time",
  ],
  // Faults
  [
    fault("{ kind: errors, rate: 1%, who: { devise: ios } }"),
    'expected a segment of the users (device, region or plan), found "devise"; did you mean "device"?',
  ],
  [
    fault("{ kind: errors, rate: 1%, who: { device: andriod } }"),
    'expected android, ios or web, found "andriod"; did you mean "android"?',
  ],
  [fault("{ kind: lock }"), "expected world.dependency, whose lock this fault holds, found none"],
  [fault("{ kind: errors, rate: 1%, instances: some }"), 'expected a whole number of instances or all, found "some"'],
  [fault("{ kind: leak }"), '"perRequest" is missing: expected a size like 512Mi'],
  // Alarms
  ...(
    [
      ["metric: error-rates, threshold: 1%", 'latency-mean, errors or requests, found "error-rates"; did you mean'],
      ["metric: error-rate, threshold: 5", "expected a share like 1%, since error-rate is one, found a plain number"],
      ["metric: errors, threshold: 1%", "expected a plain number, since errors is one, found a share like 1%"],
      ["metric: error-rate, threshold: 1/s", 'a share like 1%, a time like 300ms or a plain number, found "1/s"'],
      ["metric: errors, threshold: 3, period: 45s", "expected a period of 10s, 20s, 30s or whole minutes"],
      ["metric: errors, threshold: 3, datapoints: 4 of 3", 'with 1 ≤ M ≤ N, like 3 of 5, found "4 of 3"'],
      ["metric: errors, threshold: 3, datapoints: { m: 0, n: 3 }", "with 1 ≤ M ≤ N, like 3 of 5, found a block"],
      ["metric: errors, threshold: 3, datapoints: 1 of 1441", "expected at most a day of periods"],
      ["metric: errors, threshold: 3, missingData: missed", 'found "missed"; did you mean "missing"?'],
      ["metric: errors", '"threshold" is missing: expected a share like 1%'],
    ] as const
  ).map(([alarm, message]) => [`observe: { alarms: { a: { ${alarm} } } }`, message] as const),
  ["observe: { period: 1m }", "period belongs to an alarm: write it under alarms"],
  ["observe: { metrics: { a: { query: error-rate, layer: balancer } } }", '"balancer" is not simulated yet'],
];

describe("a world that cannot be used", () => {
  it.each(refusals)("is refused: %s", (lines, message) => {
    const problems = problemLines(parseScenario(scenario(`world: { ${lines} }\n`), { readManifest }));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^4:\d+ /);
    expect(problems[0]).toContain(message);
  });

  it("is refused where the wrong word stands", () => {
    const lines = fault("{ kind: errors, rate: 1%, who: { device: andriod } }");
    const [problem] = problemLines(parseScenario(scenario(`world: { ${lines} }\n`), { readManifest }));
    expect(problem?.startsWith(`4:${`world: { ${lines}`.indexOf("andriod") + 1} `)).toBe(true);
  });

  it("is refused for an expectation after its horizon", () => {
    const text = scenario("expect: { policy: { successAt: 2h >= 95% } }\n");
    expect(problemLines(parseScenario(text, { readManifest }))).toEqual([
      "4:32 expected a time within the horizon of 1h, found 2h",
    ]);
  });
});
