import { CookieJar } from "../../../../src/core/engine/queueing/cookieJar.ts";
import { attemptAll } from "../../../../src/core/engine/queueing/retries.ts";
import { UserReach } from "../../../../src/core/engine/queueing/userReach.ts";
import { WeightedSplit } from "../../../../src/core/engine/queueing/weightedSplit.ts";
import { drawsOf, type FillBlock, fillExponential } from "../../../../src/core/math/distribution.ts";
import { AliasTable } from "../../../../src/core/math/samplers/aliasTable.ts";
import type { CookieRamp } from "../../../../src/core/math/theory/cookieRamp.ts";
import type { ShareSteps, Users } from "../../../../src/core/math/theory/uniqueUsers.ts";
import type { Draws, Replication } from "../../statistical.ts";
import { draws, fillPoissonArrivals, type Run, windowOf } from "./run.ts";

interface Segment {
  readonly share: number;
  readonly failure: number;
}
interface Retries {
  readonly failure?: number;
  readonly segments?: readonly Segment[];
  readonly attempts: number;
  readonly lambda: number;
  readonly run: Run;
}
type UniqueUsers = Users & { readonly weights: ShareSteps; readonly at: readonly number[] };
type Cookies = CookieRamp & {
  readonly users: number;
  readonly at: readonly number[];
  readonly sessionEndRate?: number;
  readonly maxAgeSeconds?: number;
};

/** Who sends requests and how often they are sent again. */
export const userMethods = {
  "sim-retries": { component: 1021, prepare: (input: Retries) => [(draw: Draws) => retries(input, draw)] },
  "sim-unique-users": { component: 1022, prepare: (input: UniqueUsers) => [(draw: Draws) => uniqueUsers(input, draw)] },
  "sim-cookie-ramp": { component: 1023, prepare: (input: Cookies) => [(draw: Draws) => cookieRamp(input, draw)] },
};

function retries(input: Retries, draw: Draws): Replication {
  const { run } = input;
  const segments = input.segments ?? [{ share: 1, failure: input.failure ?? Number.NaN }];
  const arrival = new Float64Array(run.requests);
  fillPoissonArrivals(draw(draws.arrivals), input.lambda, arrival);
  const failure = new Float64Array(run.requests);
  draw(draws.choice).fillInto(failure);
  const split = new WeightedSplit(segments.map(({ share }) => share));
  for (let i = 0; i < run.requests; i++) failure[i] = segments[split.trackAt(failure, i)]?.failure ?? Number.NaN;
  const luck = Array.from({ length: input.attempts }, (_, attempt) => {
    const column = new Float64Array(run.requests);
    draw(draws.luck + attempt).fillInto(column);
    return column;
  });
  const result = { attempts: new Uint8Array(run.requests), succeeded: new Uint8Array(run.requests) };
  attemptAll(luck, failure, result);
  const attempts = sum(result.attempts.subarray(run.warmup));
  const succeeded = sum(result.succeeded.subarray(run.warmup));
  const counted = run.requests - run.warmup;
  const window = windowOf(arrival, run);
  return {
    successRate: succeeded / counted,
    attemptsPerRequest: attempts / counted,
    // Every attempt but a successful last one failed.
    attemptErrorRate: (attempts - succeeded) / attempts,
    attemptRate: attempts / (window.until - window.from),
  };
}

function sum(counts: Uint8Array): number {
  return counts.reduce((so, count) => so + count, 0);
}

const block = 4096;

interface Moment {
  readonly arrival: Float64Array;
  /** One uniform each for whose a request is and for its track. */
  readonly user: Float64Array;
  readonly luck: Float64Array;
  readonly lifetime: Float64Array;
}

function emptyMoment(): Moment {
  const column = () => new Float64Array(block);
  return {
    arrival: column(),
    user: column(),
    luck: column(),
    lifetime: column().fill(Number.POSITIVE_INFINITY),
  };
}

interface Watch {
  readonly moment: Moment;
  readonly fillLifetimes?: FillBlock;
  readonly request: (index: number) => void;
  readonly look: (at: number) => void;
}

/** Poisson requests in blocks, interrupted at each time of `at` for a look at the state. */
function watch(
  { rate, at }: { readonly rate: number; readonly at: readonly number[] },
  draw: Draws,
  { moment, fillLifetimes, request, look }: Watch,
): void {
  const arrivals = draw(draws.arrivals);
  const users = draw(draws.service);
  const luck = draw(draws.luck);
  let looks = 0;
  let last = 0;
  while (looks < at.length) {
    fillExponential(arrivals, 1 / rate, moment.arrival);
    users.fillInto(moment.user);
    luck.fillInto(moment.luck);
    fillLifetimes?.(moment.lifetime);
    for (let i = 0; i < block; i++) {
      last += moment.arrival[i] as number;
      moment.arrival[i] = last;
      while (looks < at.length && last > (at[looks] as number)) look(at[looks++] as number);
      if (looks === at.length) break;
      request(i);
    }
  }
}

function uniqueUsers(input: UniqueUsers, draw: Draws): Replication {
  const { users, ratePerUser, activityShape, weights, at } = input;
  const bucket = new Float64Array(users);
  draw(draws.choice).fillInto(bucket);
  const reach = new UserReach(bucket);
  const activity = new Float64Array(users).fill(ratePerUser);
  if (activityShape !== "constant") {
    drawsOf({ kind: "gamma", shape: activityShape, mean: ratePerUser }, draw(draws.patience))(activity);
  }
  const rate = activity.reduce((so, each) => so + each, 0);
  const whose = new AliasTable(activity);
  const seen = { random: [] as number[], sticky: [] as number[], active: [] as number[] };
  let step = 0;
  const moment = emptyMoment();
  const { arrival, user, luck } = moment;
  watch({ rate, at }, draw, {
    moment,
    request: (i) => {
      while (step + 1 < weights.length && (arrival[i] as number) >= (weights[step + 1]?.[0] ?? 0)) step++;
      reach.request(whose.pick(user[i] as number), luck[i] as number, weights[step]?.[1] ?? 0);
    },
    look: () => {
      seen.random.push(reach.random);
      seen.sticky.push(reach.sticky);
      seen.active.push(reach.active);
    },
  });
  return seen;
}

function cookieRamp(input: Cookies, draw: Draws): Replication {
  const { users, ratePerUser, weight, at, sessionEndRate = 0, maxAgeSeconds } = input;
  const moment = emptyMoment();
  if (maxAgeSeconds !== undefined) moment.lifetime.fill(maxAgeSeconds);
  const jar = new CookieJar(users, input.cookie, moment);
  const userShare: number[] = [];
  watch({ rate: users * ratePerUser, at }, draw, {
    moment,
    ...(sessionEndRate > 0 && {
      fillLifetimes: drawsOf({ kind: "exponential", mean: 1 / sessionEndRate }, draw(draws.policy)),
    }),
    request: (i) => jar.route(Math.floor((moment.user[i] as number) * users), i, (moment.luck[i] as number) < weight),
    look: (seconds) => userShare.push(jar.canaryCookies(seconds) / users),
  });
  return { userShare };
}
