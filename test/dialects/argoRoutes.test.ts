/** setHeaderRoute and setMirrorRoute in the simulated world: who meets the canary beside its weight. */
import { describe, expect, test } from "vitest";
import { requestsEngineFor } from "../../src/core/engine/index.ts";
import { playable, type Recording } from "../../src/core/index.ts";
import { streams } from "../../src/core/math/streams.ts";
import { canary, nginx, rate, template } from "./argoManifests.ts";
import { act, arrivedAt, decided, harmed, played, scenarioWith } from "./argoPlay.ts";

const istio = nginx.replace("nginx: {stableIngress: web}", "istio: {}, managedRoutes: [{name: h}, {name: m}]");
const judged = template(`name: success-rate
  initialDelay: 1m
  interval: 30s
  count: 4
  failureLimit: 1
  successCondition: result[0] >= 0.97
  provider: {prometheus: {address: x, query: '${rate}'}}`).replace("spec:\n", "spec:\n  args: [{name: service}]\n");

/** Three pods of the canary first: without weight it has none of its own (S21). */
const stepped = (steps: string) => `${canary(`${istio}\nsteps:\n- setCanaryScale: {weight: 30}\n${steps}`)}${judged}`;
const analysis = "- analysis: {templates: [{templateName: t}], args: [{name: service, value: web-canary}]}";
const header = '- setHeaderRoute: {name: h, match: [{headerName: x, headerValue: {exact: "1"}}]}';
const mirror = "- setMirrorRoute: {name: m, percentage: 25, match: [{method: {exact: GET}}]}";

/** Share of the requests in [from, to) s that came to the canary. */
function shareOf(run: Recording, from: number, to: number): number {
  let [stable, both] = [0, 0];
  for (let second = from; second < to; second++) {
    const [here = 0, there = 0] = arrivedAt(run, second);
    stable += here;
    both += here + there;
  }
  return 1 - stable / both;
}

/** Users of that world whom a match meets, about a tenth of them. */
function matchedOf(run: Recording): number {
  const engine = requestsEngineFor(run.scenario.world, streams(run.seed));
  engine.matchAll(true);
  return engine.asked / 100;
}

describe("setHeaderRoute", () => {
  const routed = stepped(
    `${header}\n- pause: {duration: 2m}\n- setWeight: 20\n- pause: {duration: 2m}\n- setHeaderRoute: {name: h}\n- pause: {duration: 2m}`,
  );

  test("takes matched users to the canary beside the weight of all others, until a step takes it away", () => {
    const run = played(routed, { twin: true });
    const matched = matchedOf(run);
    expect(matched).toBeCloseTo(0.1, 1);
    expect(shareOf(run, 0, 9)).toBe(0);
    expect(shareOf(run, 20, 120)).toBeCloseTo(matched, 1);
    expect(shareOf(run, 140, 240)).toBeCloseTo(matched + (1 - matched) * 0.2, 1);
    expect(shareOf(run, 260, 360)).toBeCloseTo(0.2, 1);
    expect(run.outcome).toBe("promoted");
    const told = run.decisions.flatMap(({ at, commands }) =>
      commands.flatMap((asked) => (asked.type === "matchAll" ? [[at / 1000, asked.on]] : [])),
    );
    expect(told).toEqual([
      [10, true],
      [250, false],
    ]);
    expect(decided(run, "header route h")?.weight).toBeCloseTo(100 * matched, 6);
  });

  test("is gone at once on an abort", () => {
    const run = played(routed, { twin: true, interventions: [act(3, "abort")] });
    expect(run).toMatchObject({ outcome: "rolledBack", endedAt: 180_000 });
    expect(arrivedAt(run, 179)[1]).toBeGreaterThan(0);
    expect(arrivedAt(run, 180)[1]).toBe(0);
  });

  test("is gone when the rollout ends without a step that takes it away", () => {
    const run = played(stepped(`${header}\n- pause: {duration: 1m}`), { twin: true, whole: true });
    expect(run.outcome).toBe("promoted");
    expect(shareOf(run, (run.endedAt ?? 0) / 1000, 600)).toBe(0);
  });

  test("lets an analysis stop a bad release that only matched users met", () => {
    const run = played(stepped(`${header}\n${analysis}`), { faultFrom: 0 });
    expect(run.outcome).toBe("rolledBack");
    expect(decided(run, "The update is aborted")).toBeDefined();
    const matched = matchedOf(run) * run.scenario.world.users;
    expect(harmed(run)).toBeGreaterThan(0);
    expect(run.columns.usersExposed.at(run.columns.length - 1)).toBeLessThanOrEqual(Math.round(matched));
    expect(harmed(run)).toBeLessThanOrEqual(Math.round(matched));
  });
});

describe("setMirrorRoute", () => {
  test("lets an analysis stop a bad release that no user met", () => {
    const run = played(stepped(`${mirror}\n${analysis}`), { faultFrom: 0 });
    expect(run.outcome).toBe("rolledBack");
    expect(decided(run, "The update is aborted")?.note.because).toContain("requests failed");
    expect([shareOf(run, 0, run.columns.length), harmed(run)]).toEqual([0, 0]);
    const copies = run.columns.attempts[2 * 60 + 1] ?? 0;
    const [stable = 0] = arrivedAt(run, 60);
    expect(Math.abs(copies - 0.25 * stable)).toBeLessThan(4 * Math.sqrt(stable * 0.25 * 0.75));
  });

  test("passes the healthy twin, and ends by a step without a match or with the rollout", () => {
    const ended = played(stepped(`${mirror}\n${analysis}\n- setMirrorRoute: {name: m}\n- pause: {duration: 1m}`), {
      twin: true,
    });
    expect(ended.outcome).toBe("promoted");
    const told = ended.decisions.flatMap(({ commands }) =>
      commands.flatMap((asked) => (asked.type === "mirror" ? [asked.weight] : [])),
    );
    expect(told).toEqual([25, 0]);
    const whole = played(stepped(`${mirror}\n${analysis}`), { twin: true });
    expect(whole.decisions.at(-1)?.commands).toContainEqual({ type: "mirror", weight: 0 });
  });
});

test("routes are played request by request only, and taking one away asks for nothing", () => {
  const refused = (steps: string): readonly string[] => {
    const scenario = scenarioWith(stepped(steps));
    return playable({ ...scenario, world: { ...scenario.world, resolution: "counts" } }).map(
      ({ line, message }) => `${line} ${message.split("asks for ")[1]}`,
    );
  };
  expect(refused(`${header}\n${mirror}`)).toEqual(["14 a route by header match", "15 requests mirrored to the canary"]);
  expect(refused("- setHeaderRoute: {name: h}\n- setMirrorRoute: {name: m}")).toEqual([]);
});
