import { log } from "../../math/log.ts";
import { binomial } from "../../math/samplers/binomial.ts";
import type { UniformSource } from "../../math/uniforms.ts";

// All users are alike and each request is any user's, so that who they are need not be known: the state is
// how many users have been met how often. Both classes draw exactly, given the number of requests.

/** Users who have been met at least once. */
export class Met {
  private readonly users: number;
  count = 0;

  constructor(users: number) {
    this.users = users;
  }

  /** So many more requests, each of a user drawn anew. */
  add(source: UniformSource, requests: number): void {
    const fresh = this.users - this.count;
    const toFresh = binomial(source, requests, fresh / this.users);
    if (toFresh < 3 || toFresh * toFresh > fresh * fresh * 0.5) this.count += oneByOne(source, toFresh, fresh);
    else this.count += toFresh - collisions(source, toFresh, fresh);
  }
}

/** Distinct users of `requests` among `fresh`: jumps over requests of users just met. At most `fresh` turns. */
function oneByOne(source: UniformSource, requests: number, fresh: number): number {
  let left = requests;
  let met = 0;
  while (left > 0 && met < fresh) {
    left -= met === 0 ? 1 : jump(source, (fresh - met) / fresh);
    if (left >= 0) met++;
  }
  return met;
}

/**
 * Requests among `requests` whose user one before has, by thinning: each request is a candidate with the
 * chance that the last one has at most, and a candidate counts with the share that it has itself (Lewis and
 * Shedler, 1979). About requests²/fresh turns: few where users are many.
 */
function collisions(source: UniformSource, requests: number, fresh: number): number {
  const most = requests / fresh;
  let place = 0;
  let repeated = 0;
  for (;;) {
    place += jump(source, most);
    if (place > requests) return repeated;
    if (source.next() * requests < place - 1 - repeated) repeated++;
  }
}

/** Trials up to and including the first success of probability p. */
function jump(source: UniformSource, p: number): number {
  return p >= 1 ? 1 : 1 + Math.floor(log(1 - source.next()) / log(1 - p));
}

/**
 * Users by how often they were met: never, once, twice, and three times or more, which is the last that
 * anybody asks for. Jumps over requests of users in the last class, so that all runs together take at most
 * three turns a user.
 */
export class Harmed {
  private readonly users: number;
  private readonly times: Float64Array;

  constructor(users: number) {
    this.users = users;
    this.times = Float64Array.of(users, 0, 0);
  }

  get once(): number {
    return this.users - (this.times[0] as number);
  }

  get thrice(): number {
    const [never, once, twice] = this.times;
    return this.users - (never as number) - (once as number) - (twice as number);
  }

  add(source: UniformSource, requests: number): void {
    let left = requests;
    while (left > 0) {
      const open = this.users - this.thrice;
      if (open === 0) return;
      left -= open === this.users ? 1 : jump(source, open / this.users);
      if (left >= 0) this.rise(source.next() * open);
    }
  }

  /** The user at `place` among those below the last class moves up. */
  private rise(place: number): void {
    const { times } = this;
    const [never, once] = times as unknown as readonly [number, number];
    const from = place < never ? 0 : place < never + once ? 1 : 2;
    (times[from] as number)--;
    if (from < 2) (times[from + 1] as number)++;
  }
}
