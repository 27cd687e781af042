import { describe, expect, it } from "vitest";
import type { World } from "../../src/core/model/index.ts";
import { parseScenario, referenceWorld, scenarioOf } from "../../src/core/scenario/index.ts";
import { problemLines, readManifest, scenario } from "./files.ts";

// The one-line change that must break this file: let `healthy` keep the contract steps.

describe("a world in the words of the model", () => {
  it("has users who differ and clients that try again", () => {
    const world = worldOf(`
  users: { activity: { whales: { count: 5, share: 30% } }, segments: { device: { android: 45%, other: 55% } } }
  client:
    timeout: 1s
    retry: { attempts: 3, backoff: 100ms, factor: 3, jitter: full, budget: 10% }
    serverCancels: true
`);
    expect(world.activity).toEqual({ kind: "whales", count: 5, share: 0.3 });
    expect(world.segments).toEqual([
      {
        name: "device",
        values: [
          { name: "android", share: 0.45 },
          { name: "other", share: 0.55 },
        ],
      },
    ]);
    expect(world.client).toEqual({
      timeoutMs: 1_000,
      retry: { attempts: 3, by: "client", backoffMs: 100, factor: 3, jitter: "full", budget: 0.1 },
      serverCancels: true,
    });
    expect(worldOf("users: { activity: { zipf: { exponent: 1.1 } } }").activity).toEqual({
      kind: "zipf",
      exponent: 1.1,
    });
    expect(worldOf("users: { activity: { lognormal: { sigma: 2 } } }").activity).toEqual({
      kind: "lognormal",
      sigma: 2,
    });
    expect(worldOf("client: { timeout: never }").client.timeoutMs).toBe(Number.POSITIVE_INFINITY);
  });

  it("has a balancer that keeps users where they are, and may try again itself", () => {
    const { balancer, client } = worldOf(
      "balancer: { kind: pods, key: user, cookie: { on: canary, maxAge: 1h }, pick: maglev, retry: 2 }",
    );
    expect(balancer).toMatchObject({
      kind: "pods",
      key: "user",
      cookie: { on: "canary", maxAge: 3_600_000 },
      pick: "maglev",
    });
    expect(client.retry).toEqual({
      attempts: 2,
      by: "balancer",
      backoffMs: 0,
      factor: 2,
      jitter: "none",
      budget: 1,
    });
    expect(worldOf("balancer: { retry: 0 }").client.retry.attempts).toBe(0);
  });

  it("has services that fill caches, memory and pools, and a dependency that they share", () => {
    const { service, dependency, noise } = worldOf(`
  services:
    feed:
      cache: { keys: 600, exponent: 0.9, miss: 600ms, warm: true }
      memory: { base: 256Mi, limit: 1.5Gi }
      restart: 45s
      warmUp: { factor: 3, for: 2m }
  dependency:
    workers: 20
    latency: { kind: exponential, mean: 5ms }
    incidents: [{ from: 4m, until: 14m, errors: 5%, factor: 2 }]
  noise: { minute: 0.5, host: 0.2 }
`);
    expect(service).toMatchObject({
      cache: { keys: 600, exponent: 0.9, missMs: 600, warm: true },
      memory: { baseMib: 256, limitMib: 1_536 },
      restartAfter: 45_000,
      warmUp: { factor: 3, for: 120_000 },
    });
    expect(dependency).toEqual({
      workers: 20,
      latency: { kind: "exponential", meanMs: 5 },
      incidents: [{ from: 240_000, until: 840_000, errors: 0.05, factor: 2 }],
    });
    expect(noise).toEqual({ minuteCv: 0.5, hostCv: 0.2 });
    expect(worldOf("dependency: {}").dependency).toMatchObject({ workers: 20, incidents: [] });
  });

  it("has faults that meet some users, some instances and some of the time", () => {
    const faults = worldOf(`
  dependency: {}
  revisions:
    canary:
      faults:
        - { kind: hang, rate: 4%, who: { device: android, plan: paid }, instances: 2 }
        - { kind: errors, rate: 20%, flap: { on: 40s, off: 200s }, grow: 10m }
        - { kind: leak, perRequest: 512Ki }
        - { kind: lock, from: 10m, until: 10m5s }
`).revisions.canary.faults;
    const always = { from: 0, until: 86_400_000 };
    const everywhere = { who: [], instances: "all", flap: { on: 86_400_000, off: 0 }, growsFor: 0 };
    const who = [
      { segment: "device", value: "android" },
      { segment: "plan", value: "paid" },
    ];
    expect(faults).toEqual([
      { ...everywhere, ...always, kind: "hang", rate: 0.04, who, instances: 2 },
      {
        ...everywhere,
        ...always,
        kind: "errors",
        rate: 0.2,
        flap: { on: 40_000, off: 200_000 },
        growsFor: 600_000,
      },
      { ...everywhere, ...always, kind: "leak", mibPerRequest: 0.5 },
      { ...everywhere, kind: "lock", from: 600_000, until: 605_000 },
    ]);
  });

  it("has a schema that revisions read, and metrics that count attempts", () => {
    const world = worldOf(`
  schema: { readable: [1], steps: [{ at: 1m, do: contract, readable: [2], oneWay: true }] }
  revisions: { canary: { reads: [1, 2], touches: 35%, calls: 40 } }
  observe: { metrics: { a: { query: error-rate, layer: attempt } } }
`);
    expect(world.schema).toEqual({
      readable: [1],
      steps: [{ at: 60_000, do: "contract", readable: [2], oneWay: true }],
    });
    expect(world.revisions.canary).toMatchObject({ reads: [1, 2], touches: 0.35, calls: 40 });
    expect(world.observe.metrics["a"]).toMatchObject({ scope: "canary", layer: "attempt" });
  });

  it("has a healthy twin that expands the schema and does not contract it", () => {
    const { world } = scenarioOf(
      file(`
  schema: { steps: [{ at: 1m, do: expand, readable: [1, 2] }, { at: 5m, do: contract, readable: [2] }] }
  revisions: { canary: { reads: [1, 2], faults: [{ kind: errors, rate: 5% }] } }
`),
      "policy",
      { twin: true },
    );
    expect(world.schema.steps.map((step) => step.do)).toEqual(["expand"]);
    expect(world.revisions.canary).toMatchObject({ faults: [], reads: [1, 2] });
  });

  it("is the reference world where every block is empty", () => {
    const empty = ["traffic", "users", "client", "balancer", "schema", "noise", "revisions", "observe"];
    expect(worldOf(`\n${empty.map((block) => `  ${block}: {}\n`).join("")}`)).toEqual(referenceWorld);
    expect(worldOf("services: { app: { cache: none, memory: {}, warmUp: {} } }")).toEqual(referenceWorld);
    expect(worldOf("dependency: none")).toEqual(referenceWorld);
  });
});

function worldOf(lines: string): World {
  return file(lines).world;
}

function file(lines: string) {
  const body = lines.startsWith("\n") ? `world:${lines}` : `world: { ${lines} }\n`;
  const result = parseScenario(scenario(body), { readManifest });
  if (!result.ok) throw new Error(problemLines(result).join("\n"));
  return result.value;
}
