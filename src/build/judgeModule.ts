import type { Plugin } from "vite";
import { judges } from "../core/judges/index.ts";
import type { JudgeEntry } from "../web/judges/judgeEntry.ts";
import { literal } from "./literal.ts";

const specifier = "virtual:judges";
const id = `\0${specifier}`;

/** Serves `virtual:judges`: what each judge says of itself, for a picker that must not download the judges. */
export function judgeModule(): Plugin {
  return {
    name: "coalmine:judges",
    resolveId: (source) => (source === specifier ? id : undefined),
    load: (loaded) => (loaded === id ? `export const judgeEntries = ${literal(entries())};` : undefined),
  };
}

function entries(): readonly JudgeEntry[] {
  return Object.entries(judges).map(([name, { title, says, peeking }]) => ({ name, title, says, peeking }));
}
