import type { Evidence, EvidenceWindow, Judge, Judgement } from "./judges/index.ts";
import { bucketMiddle } from "./math/logHistogram.ts";
import type { Decision, Millis, Recording } from "./model/index.ts";

/** What a judge would have said at one of the controller's looks. */
export interface ShadowLook extends Judgement {
  readonly at: Millis;
}

/** The parts of a recording that a shadow sees, so that no more need be sent to where it judges. */
export interface Watched extends Pick<Recording, "tick" | "endedAt"> {
  readonly decisions: readonly Pick<Decision, "at" | "trigger">[];
  readonly columns: Pick<Recording["columns"], "arrived" | "answered" | "failed" | "latency">;
}

/**
 * A judge beside the controller of a finished run, acting on nothing: its judgement at every decision while the
 * canary had traffic, on every request that was answered by then. It sees the truth, so that what differs from the
 * controller is the rule and not the metrics pipeline. Ends when the rollout does.
 */
export function shadowOf(recording: Watched, judge: Judge): readonly ShadowLook[] {
  const windows: EvidenceWindow[] = [];
  const looks: ShadowLook[] = [];
  let from = 0;
  for (const at of lookTimes(recording)) {
    const to = at / recording.tick;
    const window = windowOf(recording, from, to);
    from = to;
    if (window.canary.requests === 0) continue;
    windows.push(window);
    looks.push({ at, ...judge.judge(windows satisfies Evidence) });
  }
  return looks;
}

function lookTimes({ decisions, endedAt }: Watched): readonly Millis[] {
  const looks = decisions.filter(({ at, trigger }) => trigger === "reconcile" && (endedAt === null || at <= endedAt));
  return [...new Set(looks.map(({ at }) => at))];
}

/** What both arms did in ticks `[from, to)`. The share is that of the requests which came, whatever was asked for. */
function windowOf(recording: Watched, from: number, to: number): EvidenceWindow {
  const arrived = [0, 1].map((side) => sumOf(recording.columns.arrived, side, from, to));
  const all = (arrived[0] ?? 0) + (arrived[1] ?? 0);
  return {
    seconds: ((to - from) * recording.tick) / 1000,
    canaryShare: all === 0 ? 0 : (arrived[1] ?? 0) / all,
    baseline: armOf(recording, 0, from, to),
    canary: armOf(recording, 1, from, to),
  };
}

function armOf({ columns }: Watched, side: number, from: number, to: number): EvidenceWindow["canary"] {
  const counts = new Map<number, number>();
  const { offset, bucket, count } = columns.latency;
  for (let tick = from; tick < to; tick++) {
    const end = offset[2 * tick + side + 1] ?? 0;
    for (let entry = offset[2 * tick + side] ?? 0; entry < end; entry++) {
      const place = bucket[entry] ?? 0;
      counts.set(place, (counts.get(place) ?? 0) + (count[entry] ?? 0));
    }
  }
  return {
    requests: sumOf(columns.answered, side, from, to),
    errors: sumOf(columns.failed, side, from, to),
    latency: [...counts].map(([place, requests]) => ({ ms: bucketMiddle(place), count: requests })),
  };
}

function sumOf(column: ArrayLike<number>, side: number, from: number, to: number): number {
  let sum = 0;
  for (let tick = from; tick < to; tick++) sum += column[2 * tick + side] ?? 0;
  return sum;
}
