/** Sizes of the two ReplicaSets that an update moves pods between. */
export interface Split {
  readonly canary: number;
  readonly stable: number;
}

/** A ReplicaSet as a round of scaling sees it. */
export interface Sized {
  readonly spec: number;
  readonly available: number;
}

/** A1.2: a bare number is pods, a string is always a percentage, with or without its sign (S8). */
export type PodCount = number | string;

export interface Fenceposts {
  readonly surge: number;
  readonly unavailable: number;
}

/** A1.2: surge rounds up, unavailable rounds down; when both come to 0, one pod may be unavailable. */
export function fenceposts(replicas: number, maxSurge: PodCount, maxUnavailable: PodCount): Fenceposts {
  const surge = typeof maxSurge === "number" ? maxSurge : Math.ceil((percentOf(maxSurge) * replicas) / 100);
  const down =
    typeof maxUnavailable === "number" ? maxUnavailable : Math.floor((percentOf(maxUnavailable) * replicas) / 100);
  const unavailable = surge === 0 && down === 0 ? 1 : down;
  return { surge, unavailable: Math.min(unavailable, replicas) };
}

/** The number in `"25%"` or `"25"`; NaN when there is none. */
export function percentOf(text: string): number {
  return /^\d+%?$/.test(text) ? Number(text.replace("%", "")) : Number.NaN;
}

export interface Aim {
  readonly replicas: number;
  /** Traffic weight of the canary, out of `maxWeight`. */
  readonly weight: number;
  readonly maxWeight: number;
  readonly surge: number;
}

/** A3.2: the split that a canary without a router aims at. No candidate leaves the canary without pods (S23). */
export function targetSplit(aim: Aim): Split {
  const { replicas, weight, maxWeight } = aim;
  if (replicas === 0) return { canary: 0, stable: 0 };
  const off = (option: Option): number => Math.abs((option.canary * maxWeight) / option.total - weight);
  const [first, ...rest] = candidates(aim);
  if (first === undefined) return { canary: 0, stable: replicas };
  const best = rest.reduce((so, option) => (off(option) < off(so) ? option : so), first);
  return { canary: best.canary, stable: best.total - best.canary };
}

interface Option {
  readonly canary: number;
  readonly total: number;
}

/** A3.2 step 4, in its order: the earlier one wins a draw. */
export function candidates({ replicas, weight, maxWeight, surge }: Aim): readonly Option[] {
  const up = Math.ceil((replicas * weight) / maxWeight);
  const down = Math.floor((replicas * weight) / maxWeight);
  const zeroOk = weight === maxWeight || weight === 0 || (replicas === 1 && surge === 0);
  const tie = (total: number): boolean => {
    const pods = total * (weight / maxWeight);
    return pods - Math.floor(pods) === 0.5;
  };
  const lower = (total: number): readonly Option[] =>
    !tie(total) && (down !== 0 || zeroOk) ? [{ canary: down, total }] : [];
  const exact = up < replicas || zeroOk ? [{ canary: up, total: replicas }] : [];
  const wider = surge > 0 ? [{ canary: up, total: replicas + 1 }, ...lower(replicas + 1)] : [];
  return [...exact, ...lower(replicas), ...wider];
}

export interface Scaling extends Aim {
  readonly unavailable: number;
  readonly canary: Sized;
  readonly stable: Sized;
  readonly older: readonly Sized[];
  /** What to get to; A3.2 unless there is no stable beside the canary. */
  readonly target: Split;
}

/** A3.5: one round on the way to the target, under surge and unavailability. */
export function scalingRound(scaling: Scaling): Split {
  const { canary, stable, target, replicas } = scaling;
  const older = scaling.older.reduce((sum, set) => sum + set.spec, 0);
  const cap = replicas + scaling.surge;
  const grown = grow(scaling, cap - (canary.spec + stable.spec + older));
  if (older > 0) return grown;
  const minAvailable = replicas - scaling.unavailable;
  const growing = target.canary >= canary.spec;
  const removable = removablePods(canary, !growing) + removablePods(stable, growing);
  if (removable <= minAvailable) return grown;
  const slack = removable - minAvailable;
  const limits = { cap, minAvailable };
  if (growing) {
    const shrunk = stable.spec > target.stable ? Math.max(target.stable, stable.spec - slack) : grown.stable;
    const fit = within({ down: { count: shrunk, set: stable }, other: { count: grown.canary, set: canary } }, limits);
    return { canary: fit.other, stable: fit.down };
  }
  const shrunk = canary.spec > target.canary ? Math.max(target.canary, canary.spec - slack) : grown.canary;
  const fit = within({ down: { count: shrunk, set: canary }, other: { count: grown.stable, set: stable } }, limits);
  return { canary: fit.down, stable: fit.other };
}

/** A3.5 steps 2 and 3: stable first, then the canary, as far as there is room. */
function grow({ canary, stable, target }: Scaling, room: number): Split {
  const stableGrows = Math.max(0, Math.min(room, target.stable - stable.spec));
  const canaryGrows = Math.max(0, Math.min(room - stableGrows, target.canary - canary.spec));
  return { canary: canary.spec + canaryGrows, stable: stable.spec + stableGrows };
}

/** A3.5 step 5. */
function removablePods({ spec, available }: Sized, ignoreAvailability: boolean): number {
  return spec < available || ignoreAvailability ? spec : available;
}

interface Counted {
  readonly count: number;
  readonly set: Sized;
}

/** A3.5 step 8: D is the one that shrank, A the other. */
function within(
  { down, other }: { readonly down: Counted; readonly other: Counted },
  { cap, minAvailable }: { readonly cap: number; readonly minAvailable: number },
): { readonly down: number; readonly other: number } {
  let d = down.count;
  let a = other.count;
  a -= Math.max(0, a + d - cap);
  const available = Math.min(down.set.available, d) + Math.min(other.set.available, a);
  const lost = Math.max(0, other.set.available - a);
  a += Math.min(lost, Math.max(0, minAvailable - available));
  d -= Math.max(0, a + d - cap);
  return { down: d, other: a };
}
