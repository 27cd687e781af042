import { chosenResolution, refusal, resolutionFor } from "../engine/counts/index.ts";
import type { Fault, SegmentValue, World } from "../model/index.ts";
import { didYouMean, expected, groupDigits, oneOf } from "../notation/message.ts";
import { limits } from "./limits.ts";
import { expectedRequests } from "./rateKnots.ts";

export interface WorldComplaint {
  /** Inside `world`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What one part of a world says of another. */
export function* worldComplaints(world: World): Generator<WorldComplaint> {
  yield* ofLimits(world);
  for (const track of ["stable", "canary"] as const) {
    for (const [index, fault] of world.revisions[track].faults.entries()) {
      yield* within(["revisions", track, "faults", index], ofFault(fault, world));
    }
  }
  yield* within(["balancer", "match"], ofUsers(world.balancer.match.who, world));
  for (const [name, { who }] of Object.entries(world.observe.metrics))
    yield* within(["observe", "metrics", name], ofUsers(who, world));
  yield* ofExperiments(world);
  yield* ofSessions(world);
  const { activity, users } = world;
  if (activity.kind === "whales" && activity.count > users) {
    const message = expected(`at most the ${groupDigits(users)} users that there are`, activity.count);
    yield { path: ["users", "activity", "whales", "count"], message };
  }
}

function* within(path: WorldComplaint["path"], complaints: Iterable<WorldComplaint>): Generator<WorldComplaint> {
  for (const complaint of complaints) yield { ...complaint, path: [...path, ...complaint.path] };
}

function* ofLimits(world: World): Generator<WorldComplaint> {
  const noCounts = refusal(world);
  if (noCounts !== null)
    yield { path: ["resolution"], message: `expected requests or auto, found counts: ${noCounts}` };
  if (chosenResolution(world).name === "counts") return;
  const perRequest = 1 + world.client.retry.attempts;
  const most = expectedRequests(world.rate, world.requestsPerSecond, world.horizon) * perRequest;
  if (most <= limits.requests) return;
  const product = perRequest > 1 ? `rate × horizon × ${perRequest} attempts` : "rate × horizon";
  const found = `found ${groupDigits(Math.round(most))} (limit "requests")`;
  const remedy = `take a shorter horizon or a lower rate${resolutionFor(world).name === "counts" ? ", or resolution: counts" : ""}`;
  yield {
    path: ["traffic", "rate"],
    message: `expected at most ${groupDigits(limits.requests)} requests in one run, as ${product}, ${found}: ${remedy}`,
  };
}

/** An experiment makes a segment of its name. */
function* ofExperiments({ experiments, segments }: World): Generator<WorldComplaint> {
  for (const { name } of experiments) {
    if (segments.filter((segment) => segment.name === name).length > 1)
      yield { path: ["users", "experiments", name], message: `expected a name that no segment has, found ${name}` };
  }
}

function* ofSessions({ session, balancer, requestsPerSecond, rate }: World): Generator<WorldComplaint> {
  if (session === null) {
    if (balancer.key === "session")
      yield { path: ["balancer", "key"], message: "expected users.session, whose sessions this assigns, found none" };
    return;
  }
  const { requests, gapMs } = session;
  const peak = rate.reduce((most, { factor }) => Math.max(most, factor), rate.length === 0 ? 1 : 0);
  const open = (peak * requestsPerSecond * (gapMs / 1000) * (requests - 1)) / requests;
  if (open <= limits.openSessions) return;
  const most = `at most ${groupDigits(limits.openSessions)} sessions open at the same time, as rate × gap`;
  yield {
    path: ["users", "session", "gap"],
    message: `expected ${most}, found ${groupDigits(Math.round(open))} (limit "openSessions"): take a shorter gap`,
  };
}

function* ofUsers(who: readonly SegmentValue[], world: World): Generator<WorldComplaint> {
  for (const { segment, value } of who) {
    const known = world.segments.map(({ name }) => name);
    const found = world.segments.find(({ name }) => name === segment);
    if (found === undefined) {
      const message = expected(`a segment of the users (${oneOf(known)})`, segment) + didYouMean(segment, known);
      yield { path: ["who", segment], message };
    } else if (!found.values.some(({ name }) => name === value)) {
      const values = found.values.map(({ name }) => name);
      yield { path: ["who", segment], message: expected(oneOf(values), value) + didYouMean(value, values) };
    }
  }
}

function* ofFault(fault: Fault, world: World): Generator<WorldComplaint> {
  yield* ofUsers(fault.who, world);
  if (fault.kind === "lostSession" && world.session === null)
    yield { path: ["kind"], message: "expected world.users.session, whose sessions this fault loses, found none" };
  if (fault.kind === "lock" && world.dependency === null) {
    yield { path: ["kind"], message: "expected world.dependency, whose lock this fault holds, found none" };
  }
}
