import type { Finding, Problem } from "../../core/model/index.ts";
import { largestManifest } from "../state/document.ts";
import { Playback } from "../state/playbackContext.ts";

/** What has become of the manifest in the editor. */
export interface ManifestStanding {
  readonly kind: "reading" | "refused" | "crashed" | "runs";
  /** Problems of one that cannot run, or findings of one that does. */
  readonly marks: readonly (Problem | Finding)[];
  /** What would run instead of a refused piece of a manifest; null where nothing is known. */
  readonly wrapped: string | null;
}

const none: readonly Finding[] = [];

/** `overlong` is the size of a text that was too long to be read, else 0. */
export function useManifestStanding(overlong: number): ManifestStanding {
  const run = Playback.useSelector(({ value }) => value.run);
  const problems = Playback.useSelector(({ context }) => context.problems);
  const wrapped = Playback.useSelector(({ context }) => context.wrapped);
  const findings = Playback.useSelector(({ context }) => context.shown?.introduction.findings ?? none);
  if (overlong > 0) return { kind: "refused", marks: [tooLong(overlong)], wrapped: null };
  switch (run) {
    case "loading":
      return { kind: "reading", marks: none, wrapped: null };
    case "refused":
      return { kind: "refused", marks: problems, wrapped };
    case "crashed":
      return { kind: "crashed", marks: none, wrapped: null };
    case "streaming":
    case "complete":
      return { kind: "runs", marks: findings, wrapped: null };
  }
}

function tooLong(size: number): Problem {
  const kibibytes = (characters: number) => `${Math.ceil(characters / 1024).toLocaleString("en-US")} KiB`;
  const message = `expected at most ${kibibytes(largestManifest)}, found ${kibibytes(size)}`;
  return { line: 1, column: 1, path: "", message };
}
