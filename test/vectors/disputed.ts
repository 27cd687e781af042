import { readFileSync } from "node:fs";
import type { Disputed } from "./runner.ts";

/** Vectors that were shown to be wrong, by id, with the reason. They are reported as skipped. */
export const disputed: Disputed = JSON.parse(readFileSync(new URL("./disputed.json", import.meta.url), "utf8"));
