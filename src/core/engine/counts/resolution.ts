import type { Resolution, Revision, World } from "../../model/index.ts";
import { readsServers } from "../readsServers.ts";
import { chanceBeyond, type Pressure, pressures } from "./pressure.ts";

/** A reason why requests touch each other, or null. */
type Rule = (world: World, pressure: readonly Pressure[]) => string | null;

/** Above this load waits are no correction any more. */
const BUSY = 0.6;
/** Where more wait, what one window leaves in the queues is seen in the next one's counts. */
const MANY_WAIT = 0.12;
/** Below this chance to wait, how an instance is chosen does not matter. */
const FEW_WAITS = 0.001;
/** Queues must forget within a twentieth of a window of a minute, or windows are correlated. */
const FORGETS_WITHIN = 3_000;
const FEW_TIMEOUTS = 1e-4;
const FEW_REFUSALS = 1e-6;
/** Least-request among fewer instances is further from its limit than the correction reaches. */
const MANY_INSTANCES = 10;

/** From cheap and certain to worked out; the first that fires is the reason. */
const rules: readonly Rule[] = [
  ({ client }) => when(client.retry.attempts > 0, "clients try again, so that one failure makes another attempt"),
  ({ balancer }) =>
    when(balancer.cookie.on !== "none", "cookies pin users, so that a request's track depends on earlier answers"),
  ({ balancer }) => when(balancer.key === "user", "users are assigned by id, so that the same users meet every fault"),
  ({ balancer: { pick } }) =>
    when(pick === "ringHash" || pick === "maglev", `${pick} sends a user to one instance, so that users share queues`),
  ({ session }) => when(session !== null, "users come in sessions, whose requests follow each other"),
  ({ activity }) => when(activity.kind !== "equal", "some users send more requests than others"),
  ({ service: { cache } }) =>
    when(cache !== null && !cache.warm, "caches warm up key by key, so that a request makes the next one faster"),
  anyFault("leak", "a leak kills instances after enough requests"),
  anyFault("hang", "requests hang until their client gives up"),
  anyFault("wrongAnswer", "some answers are wrong, and whose they are is asked"),
  anyFault("lock", "a lock makes requests wait for each other"),
  ({ revisions }) =>
    when(
      faultsOf(revisions).some((fault) => fault.who.length > 0),
      "a fault hits some users and not others",
    ),
  ({ revisions }) =>
    when(
      faultsOf(revisions).some((fault) => fault.instances !== "all"),
      "a fault sits in some instances and not in others",
    ),
  ({ observe }) =>
    when(
      Object.values(observe.metrics).some(({ who }) => who.length > 0),
      "a metric looks at some users and not at others",
    ),
  (world) => when(readsServers(world), "a metric reads what instances count in their own memory"),
  ({ experiments }) => when(experiments.length > 0, "an experiment makes some users fail and not others"),
  ({ noise }) => when(noise.hostCv > 0, "hosts differ in speed"),
  ({ service: { warmUp } }) => when(warmUp.factor !== 1 && warmUp.for > 0, "new instances are slow at first"),
  ({ schema }) => when(schema.steps.length > 0, "the schema changes on the way"),
  ({ schema, revisions }) =>
    when(
      Object.values(revisions).some((revision) => !revision.reads.some((form) => schema.readable.includes(form))),
      "a revision cannot read the data as it is",
    ),
  ({ dependency, revisions }) =>
    when(
      dependency !== null && Object.values(revisions).some((revision) => revision.calls > 0),
      "requests hold a worker while a dependency that all share answers",
    ),
  (_, all) => {
    const most = Math.max(...all.map((pressure) => pressure.utilisation));
    return when(
      most >= BUSY,
      `workers are up to ${percent(most)} busy, and from 60% on waiting is more than a correction`,
    );
  },
  ({ balancer: { pick } }, all) =>
    when(
      pick === "leastRequest2" && all.some((at) => at.instances < MANY_INSTANCES && at.waitingAtRandom > FEW_WAITS),
      `least-request chooses among fewer than ${MANY_INSTANCES} instances, whose queues are not independent`,
    ),
  ({ balancer: { pick } }, all) =>
    when(
      pick !== "leastRequest2" && pick !== "random" && all.some((at) => at.waitingAtRandom > FEW_WAITS),
      `requests wait, and how long they do under ${pick} is known only by playing them`,
    ),
  (_, all) => {
    const most = Math.max(...all.map((pressure) => pressure.waiting));
    return when(most > MANY_WAIT, `up to ${percent(most)} of the requests wait for a worker behind others`);
  },
  (_, all) =>
    when(
      all.some((at) => at.waitingAtRandom > FEW_WAITS && at.relaxation > FORGETS_WITHIN),
      "queues take longer to forget than a metric's window allows",
    ),
  ({ service: { queue } }, all) =>
    when(
      all.some((at) => at.waitingAtRandom * power(at.utilisation, queue) > FEW_REFUSALS),
      `a queue of ${queue} can fill, and then requests are refused`,
    ),
  (world, all) =>
    when(
      world.client.timeoutMs !== Number.POSITIVE_INFINITY &&
        all.some((at) => chanceBeyond(world, at, world.client.timeoutMs) > FEW_TIMEOUTS),
      "answers may take longer than clients wait",
    ),
];

/**
 * Which resolution `auto` means for a world: counts where a request's fate depends on its track and time
 * alone, at every weight that a policy could ask for.
 */
export function resolutionFor(world: World): Resolution {
  const pressure = pressures(world);
  for (const rule of rules) {
    const because = rule(world, pressure);
    if (because !== null) return { name: "requests", because };
  }
  return { name: "counts", because: "requests do not touch each other" };
}

/** The resolution that a world is played at, and why. */
export function chosenResolution(world: World): Resolution {
  return world.resolution === "requests"
    ? { name: "requests", because: "the world asks for it" }
    : resolutionFor(world);
}

/** Why a world that asks for the counts resolution cannot have it, or null. */
export function refusal(world: World): string | null {
  if (world.resolution !== "counts") return null;
  const { name, because } = resolutionFor(world);
  return name === "counts" ? null : `the counts resolution cannot play this world, because ${because}`;
}

function when(fires: boolean, because: string): string | null {
  return fires ? because : null;
}

function faultsOf(revisions: World["revisions"]): Revision["faults"] {
  return [...revisions.stable.faults, ...revisions.canary.faults];
}

function anyFault(kind: Revision["faults"][number]["kind"], because: string): Rule {
  return ({ revisions }) =>
    when(
      faultsOf(revisions).some((fault) => fault.kind === kind),
      because,
    );
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

function power(base: number, exponent: number): number {
  let product = 1;
  for (let i = 0; i < exponent && product > 0; i++) product *= base;
  return product;
}
