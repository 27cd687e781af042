import { readFileSync } from "node:fs";
import { expect } from "vitest";
import {
  type Decision,
  type Intervention,
  type Recording,
  readPolicy,
  type Scenario,
  simulateAll,
  worldForManifest,
} from "../../src/core/index.ts";

export function manifest(name: string): string {
  return readFileSync(new URL(`../../scenarios/manifests/${name}.yaml`, import.meta.url), "utf8");
}

export interface Choice {
  readonly twin?: boolean;
  readonly interventions?: readonly Intervention[];
  /** When the canary goes wrong, ms; minute 5 when left out. */
  readonly faultFrom?: number;
  /** Goes on to the horizon after the rollout has ended. */
  readonly whole?: boolean;
}

/** An Argo bundle in the world that is made for manifests. */
export function scenarioWith(text: string, { twin = false, interventions = [], faultFrom }: Choice = {}): Scenario {
  const read = readPolicy(text, { label: "bundle" });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  expect(read.value.dialect).toBe("argo");
  const scenario = worldForManifest(read.value, { twin, interventions });
  const { stable, canary } = scenario.world.revisions;
  if (faultFrom === undefined) return scenario;
  const faults = canary.faults.map((fault) => ({ ...fault, from: faultFrom }));
  return { ...scenario, world: { ...scenario.world, revisions: { stable, canary: { ...canary, faults } } } };
}

export function played(text: string, choice: Choice = {}): Recording {
  return simulateAll(scenarioWith(text, choice), 1, { stopWhenSettled: choice.whole !== true });
}

export function act(minute: number, what: Intervention["do"]): Intervention {
  return { at: minute * 60_000, do: what, hook: "", because: "" };
}

/** Requests of stable and of the canary that came in a second. */
export function arrivedAt({ columns }: Recording, second: number): readonly number[] {
  return [...columns.arrived.slice(2 * second, 2 * second + 2)];
}

/** Instances of stable and of the canary at the end of a second. */
export function instancesAt({ columns }: Recording, second: number): readonly number[] {
  return [...columns.instances.slice(2 * second, 2 * second + 2)];
}

/** Users with at least one failure that the release caused. */
export function harmed({ columns }: Recording): number {
  return columns.usersHarmed[columns.length - 1] ?? 0;
}

/** The first decision that says so. */
export function decided({ decisions }: Recording, says: string): Decision | undefined {
  return decisions.find(({ note }) => note.headline === says || note.because.includes(says));
}

/** How pods were sized: second, revision, pods. */
export function sizes({ decisions }: Recording): readonly (readonly [number, string, number])[] {
  return decisions.flatMap(({ at, commands }) =>
    commands.flatMap((asked) => (asked.type === "replicas" ? [[at / 1000, asked.revision, asked.count] as const] : [])),
  );
}
