import { exp } from "../../../../src/core/math/exp.ts";
import { log } from "../../../../src/core/math/log.ts";
import { LogBuckets } from "../../../../src/core/math/logBuckets.ts";
import { keyPopularity, lruHitRate, ttlHitRate, warmUp } from "../../../../src/core/math/theory/coldCache.ts";
import { type CookieRamp, cookieSharesAt, steadyCookieShares } from "../../../../src/core/math/theory/cookieRamp.ts";
import { erlangB } from "../../../../src/core/math/theory/erlangB.ts";
import { erlangC } from "../../../../src/core/math/theory/erlangC.ts";
import {
  fluidSeconds,
  type Leak,
  lifeOf,
  oomBefore,
  type RateSteps,
  requestsToOom,
} from "../../../../src/core/math/theory/leak.ts";
import { DepositBudget, GrpcThrottle } from "../../../../src/core/math/theory/retryBudget.ts";
import {
  metAfterRequests,
  type ShareSteps,
  type Users,
  uniqueUsers,
} from "../../../../src/core/math/theory/uniqueUsers.ts";
import { threefry } from "../../../../src/core/math/threefry.ts";
import { Xoshiro } from "../../../../src/core/math/xoshiro.ts";

interface Points {
  readonly points: readonly { readonly servers: number; readonly offered: number }[];
}

type RetryBudget =
  | {
      readonly kind: "grpc-throttle";
      readonly maxTokens: number;
      readonly tokenRatio: number;
      readonly outcomes: string;
    }
  | {
      readonly kind: "deposit";
      readonly deposit: number;
      readonly capacity: number;
      readonly initial: number;
      readonly events: string;
    };

type Pair = readonly [number, number];

type RandomBits =
  | { readonly generator: "threefry-2x32-20"; readonly key: Pair; readonly counter: Pair }
  | {
      readonly generator: "xoshiro128**";
      readonly state: readonly [number, number, number, number];
      readonly count: number;
    };

/** Methods with an exact answer. */
export const theoryMethods = {
  "erlang-b": ({ points }: Points) => ({ blocking: points.map(({ servers, offered }) => erlangB(servers, offered)) }),
  "erlang-c": ({ points }: Points) => ({ probWait: points.map(({ servers, offered }) => erlangC(servers, offered)) }),
  "retry-budget": retryBudget,
  "exp-log": ({ fn, x }: { readonly fn: "exp" | "log"; readonly x: readonly (number | string)[] }) => ({
    y: x.map((value) => (fn === "exp" ? exp(Number(value)) : log(Number(value)))),
  }),
  "cold-cache": coldCache,
  leak,
  "expected-unique-users": expectedUniqueUsers,
  "cookie-ramp": cookieRamp,
  "random-bits": randomBits,
  "log-histogram": logHistogram,
};

function retryBudget(input: RetryBudget) {
  if (input.kind === "grpc-throttle") {
    const throttle = new GrpcThrottle(input.maxTokens, input.tokenRatio);
    const mayRetry = [...input.outcomes].flatMap((outcome) => {
      if (outcome === "F") return [throttle.fail()];
      throttle.succeed();
      return [];
    });
    return { mayRetry, tokens: throttle.tokens };
  }
  const budget = new DepositBudget(input);
  const granted = [...input.events].flatMap((event) => {
    if (event === "R") return [budget.retry()];
    budget.request();
    return [];
  });
  return { granted, grantedCount: granted.filter(Boolean).length, tokens: budget.tokens };
}

type ColdCache = { readonly keys: number; readonly exponent: number } & (
  | {
      readonly kind: "warm-up";
      readonly rate: number;
      readonly at: readonly number[];
      readonly hitLatency: number;
      readonly missLatency: number;
    }
  | { readonly kind: "ttl"; readonly rate: number; readonly ttl: number }
  | { readonly kind: "che"; readonly capacity: number }
);

function coldCache(input: ColdCache) {
  const popularity = keyPopularity(input.keys, input.exponent);
  switch (input.kind) {
    case "ttl":
      return { hitRate: ttlHitRate(popularity, input.rate, input.ttl) };
    case "che":
      return { hitRate: lruHitRate(popularity, input.capacity) };
    case "warm-up": {
      const states = input.at.map((seconds) => warmUp(popularity, input.rate, seconds));
      return {
        hitRate: states.map(({ hitRate }) => hitRate),
        meanLatency: states.map(({ hitRate }) => hitRate * input.hitLatency + (1 - hitRate) * input.missLatency),
        distinctKeys: states.map(({ distinctKeys }) => distinctKeys),
      };
    }
  }
}

function leak(input: Leak & { readonly ratePerInstance: RateSteps; readonly at: readonly number[] }) {
  const requests = requestsToOom(input);
  const fluid = { requestsToOom: requests, fluidSecondsToOom: fluidSeconds(requests, input.ratePerInstance) };
  const [first, ...later] = input.ratePerInstance;
  if (first === undefined || later.length > 0) return fluid;
  const life = lifeOf(requests, first[1]);
  return {
    ...fluid,
    meanSecondsToOom: life.meanSeconds,
    sdSecondsToOom: life.sdSeconds,
    probOomBefore: input.at.map((seconds) => oomBefore(requests, first[1], seconds)),
  };
}

type UniqueUsers =
  | { readonly kind: "k-requests"; readonly weight: number; readonly requests: readonly number[] }
  | (Users & { readonly kind?: never; readonly weights: ShareSteps; readonly at: readonly number[] });

function expectedUniqueUsers(input: UniqueUsers) {
  if (input.kind === "k-requests") {
    const { weight, requests } = input;
    return { random: requests.map((k) => metAfterRequests(weight, k)), sticky: requests.map(() => weight) };
  }
  const reached = input.at.map((seconds) => uniqueUsers(input, input.weights, seconds));
  return {
    random: reached.map(({ random }) => random),
    sticky: reached.map(({ sticky }) => sticky),
    active: reached.map(({ active }) => active),
  };
}

type CookieInput = CookieRamp &
  (
    | { readonly steady: true; readonly maxAgeSeconds: number }
    | { readonly steady?: false; readonly at: readonly number[]; readonly sessionEndRate?: number }
  );

function cookieRamp(input: CookieInput) {
  if (input.steady === true) return steadyCookieShares(input, input.maxAgeSeconds);
  const shares = input.at.map((seconds) => cookieSharesAt(input, seconds, input.sessionEndRate ?? 0));
  return {
    userShare: shares.map(({ userShare }) => userShare),
    requestShare: shares.map(({ requestShare }) => requestShare),
  };
}

function randomBits(input: RandomBits) {
  if (input.generator === "xoshiro128**") return { words: [...new Xoshiro(input.state).words(input.count)] };
  return { words: [...threefry(...input.key, ...input.counter)] };
}

function logHistogram(input: {
  readonly relativeError: number;
  readonly values: readonly number[];
  readonly quantiles: readonly number[];
}) {
  const buckets = new LogBuckets(input.relativeError);
  buckets.addAll(Float64Array.from(input.values));
  return { count: buckets.count, quantiles: input.quantiles.map((q) => buckets.quantile(q)) };
}
