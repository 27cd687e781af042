import { type ReactNode, useEffect, useState } from "react";
import { Playback } from "../state/playbackContext.ts";
import type { VisibleRun } from "../state/run.ts";
import { askJudges } from "./askJudges.ts";
import { besideDecisions, type Shadow } from "./shadow.ts";
import { ShadowOfRun } from "./shadowContext.ts";

const none: Shadow = { kind: "none" };
const judging: Shadow = { kind: "judging" };

/** Has the chosen judge look at every finished run that comes on screen. It acts on nothing. */
export function ShadowProvider({ children }: { readonly children: ReactNode }) {
  const judge = Playback.useSelector(({ context }) => context.shadow);
  const run = Playback.useSelector(({ context }) => context.shown);
  const finished = run?.recording.complete === true ? run : null;
  const said = useSaid(judge, finished);
  return <ShadowOfRun.Provider value={judge === "" ? none : said}>{children}</ShadowOfRun.Provider>;
}

/** Kept with its question, so that no run is ever shown with another one's judgements. */
function useSaid(judge: string, run: VisibleRun | null): Shadow {
  const [said, setSaid] = useState<{ judge: string; run: VisibleRun | null; shadow: Shadow } | null>(null);
  useEffect(() => {
    if (judge === "" || run === null) return;
    const { tick, endedAt, decisions, columns } = run.recording;
    const { arrived, answered, failed, latency } = columns;
    const watched = {
      tick,
      endedAt,
      decisions: decisions.map(({ at, trigger }) => ({ at, trigger })),
      columns: { arrived, answered, failed, latency },
    };
    return askJudges({ type: "shadow", judge, run: watched }, (answer) => {
      if (answer.type === "failed") setSaid({ judge, run, shadow: { kind: "failed", message: answer.message } });
      if (answer.type !== "shadow") return;
      const { title, looks } = answer;
      setSaid({ judge, run, shadow: { kind: "judged", title, looks, beside: besideDecisions(run.recording, looks) } });
    });
  }, [judge, run]);
  return said !== null && said.judge === judge && said.run === run ? said.shadow : judging;
}
