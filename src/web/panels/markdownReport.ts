import { blastRadius } from "../../core/recording/index.ts";
import { clockWithSeconds } from "../figures/clock.ts";
import { whole } from "../figures/numbers.ts";
import { isWorthTelling, reachOf, type VisibleRun } from "../state/run.ts";
import { faultSentence, plural, spanOf } from "./sentences.ts";

const ended = { promoted: "Promoted", rolledBack: "Rolled back", unfinished: "Not finished" } as const;

/** A run as Markdown for an issue or a document: a summary, then every decision with its reason. */
export function markdownReport({ introduction, recording }: VisibleRun, link: string): string {
  const { scenario, seed, decisions, outcome, endedAt } = recording;
  const { world, policy } = scenario;
  const harm = blastRadius(recording, reachOf(recording));
  const faults = world.revisions.canary.faults.map((fault) => faultSentence(fault, world));
  const after = endedAt === null ? "" : ` after ${spanOf(endedAt)}`;
  return [
    `# ${introduction.about.title}`,
    "",
    `**${ended[outcome]}${after}.** ${plural(harm.usersHarmed, "user")} of ${whole(world.users)} harmed by the release, ${plural(harm.harmful.stable + harm.harmful.canary, "request")} failed because of it.`,
    "",
    `- Policy: ${policy.label} (${introduction.dialectTitle})`,
    `- Release: ${faults.length === 0 ? "healthy" : faults.join(" ")}`,
    `- Seed: ${seed}`,
    `- Replay: ${link}`,
    "",
    "## Decisions",
    "",
    ...decisions
      .filter(isWorthTelling)
      .map(
        ({ at, note, weight }) =>
          `- \`${clockWithSeconds(at)}\` **${inline(note.headline)}** (${weight}%): ${inline(note.because)}`,
      ),
    "",
  ].join("\n");
}

/** One line, without characters that Markdown or HTML would act on. */
function inline(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[<>*_`[\]]/g, "\\$&");
}
