/** Plays the canary world with so many users and prints the process's peak memory in bytes. */
import { play } from "./play.ts";
import { canaryWorld } from "./worlds.ts";

const activity = { kind: "lognormal", sigma: 1 } as const;
play({ ...canaryWorld, activity, users: Number(process.argv[2]) }, 25, 200_000);
console.log(process.resourceUsage().maxRSS * 1024);
