import { execFileSync } from "node:child_process";
import type { Path } from "../src/core/engine/index.ts";
import { play } from "./play.ts";
import type { Lap } from "./rivals.ts";
import { canaryWorld, mmcWorld } from "./worlds.ts";

const WARM_UP = 1_000_000;

const worlds = {
  "M/M/8": { world: mmcWorld, weight: 0 },
  canary: { world: canaryWorld, weight: 25 },
} as const;

type WorldName = keyof typeof worlds;
type PathName = Path["name"];

/** Plays a world in a process of its own: one that has played others has slower code for what they share. */
export function lapApart(world: WorldName, path: PathName, requests: number): Lap {
  return JSON.parse(apart("lap", world, path, String(requests)));
}

/** The peak memory, in bytes, of a process that plays the canary world with so many users, Node included. */
export function peakMemoryApart(users: number): number {
  return Number(apart("memory", String(users)));
}

/** What a process was asked for by the two above, and prints; null where it was started by a person. */
export function answerApart([task, ...args]: readonly string[]): string | null {
  if (task === "lap") {
    const [name, path, requests] = args as [WorldName, PathName, string];
    const { world, weight } = worlds[name];
    play(world, weight, WARM_UP, path);
    return JSON.stringify(play(world, weight, Number(requests), path));
  }
  if (task === "memory") {
    const activity = { kind: "lognormal", sigma: 1 } as const;
    play({ ...canaryWorld, activity, users: Number(args[0]) }, 25, 200_000);
    return String(process.resourceUsage().maxRSS * 1024);
  }
  return null;
}

function apart(...args: readonly string[]): string {
  return execFileSync(process.execPath, [process.argv[1] as string, ...args], { encoding: "utf8" });
}
