import type { Millis, Recording } from "../../core/model/index.ts";
import { countsWithin, recently, ticksEnded } from "../../core/recording/index.ts";

/** More points than this no screen can show. */
const mostPoints = 600;

export interface SharePoint {
  readonly at: Millis;
  /** Canary's part of the last minute's arrivals, percent; null where nobody came. */
  readonly served: number | null;
  readonly requests: number;
  /** Share of all users that met the canary so far, percent. */
  readonly users: number;
}

export interface ShareSeries {
  readonly points: readonly SharePoint[];
  /** The asked weight where it changes, and at the end. */
  readonly steps: readonly { readonly at: Millis; readonly asked: number }[];
  readonly highest: number;
}

export function shareAt(recording: Recording, at: Millis): SharePoint {
  const { stable, canary } = countsWithin(recording, at, recently);
  const requests = stable.arrived + canary.arrived;
  const exposed = recording.columns.usersExposed[ticksEnded(recording, at) - 1] ?? 0;
  return {
    at,
    served: requests === 0 ? null : (100 * canary.arrived) / requests,
    requests,
    users: (100 * exposed) / recording.scenario.world.users,
  };
}

/** Time between two points of a line that spans the whole run, in whole ticks. */
export function strideOf(recording: Recording): Millis {
  const { tick, scenario } = recording;
  return tick * Math.max(1, Math.ceil(scenario.world.horizon / tick / mostPoints));
}

function stepsOf({ columns, tick }: Recording): ShareSeries["steps"] {
  const steps: { at: Millis; asked: number }[] = [];
  for (let row = 0; row < columns.length; row++) {
    const asked = columns.asked[row] ?? 0;
    if (steps.at(-1)?.asked !== asked) steps.push({ at: row * tick, asked });
  }
  steps.push({ at: columns.length * tick, asked: steps.at(-1)?.asked ?? 0 });
  return steps;
}

export function shareSeries(recording: Recording): ShareSeries {
  const points: SharePoint[] = [];
  const stride = strideOf(recording);
  for (let at = 0; at <= recording.columns.length * recording.tick; at += stride) points.push(shareAt(recording, at));
  const steps = stepsOf(recording);
  const highest = Math.max(
    ...steps.map(({ asked }) => asked),
    ...points.map(({ served, users }) => Math.max(served ?? 0, users)),
  );
  return { points, steps, highest };
}
