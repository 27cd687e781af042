import type { Intervention, Millis, Recording } from "../../core/model/index.ts";

/** The gate that the rollout waits for at this moment, or null: nobody has opened it since it was asked last. */
export function waitingGate(recording: Recording, playhead: Millis, acts: readonly Intervention[]): string | null {
  if (recording.endedAt !== null && recording.endedAt <= playhead) return null;
  const asked = recording.decisions.findLast(({ at, trigger }) => at <= playhead && trigger === "reconcile");
  if (asked?.note.verdict !== "hold") return null;
  const opened = acts.some(
    (act) => (act.do === "promote" || act.do === "approve") && act.at >= asked.at && act.at <= playhead,
  );
  const gates = asked.commands.flatMap((command) =>
    command.type === "call" && command.role === "gate" ? [command.hook] : [],
  );
  return opened ? null : (gates.at(-1) ?? null);
}
