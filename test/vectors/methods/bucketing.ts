import { configcatBucket, configcatOption } from "../../../src/core/engine/bucketing/configcat.ts";
import { flagdFractional } from "../../../src/core/engine/bucketing/flagd.ts";
import { flagsmithPercentage } from "../../../src/core/engine/bucketing/flagsmith.ts";
import { flipperBucket, flipperEnabled } from "../../../src/core/engine/bucketing/flipper.ts";
import {
  growthbookChoose,
  growthbookHash,
  growthbookInNamespace,
  growthbookRanges,
  type Range,
} from "../../../src/core/engine/bucketing/growthbook.ts";
import { launchdarklyBucket, launchdarklyVariation } from "../../../src/core/engine/bucketing/launchdarkly.ts";
import {
  type SplitClientsPart,
  splitClientsHash,
  splitClientsValue,
} from "../../../src/core/engine/bucketing/nginxSplitClients.ts";
import { optimizelyBucket } from "../../../src/core/engine/bucketing/optimizely.ts";
import { posthogEnabled, posthogHash, posthogVariant } from "../../../src/core/engine/bucketing/posthog.ts";
import { type StatsigKey, statsigBucket, statsigPasses } from "../../../src/core/engine/bucketing/statsig.ts";
import { unleashBucket, unleashEnabled, unleashVariant } from "../../../src/core/engine/bucketing/unleash.ts";

/** Variants in order, each with its weight or percentage. */
type Weighted = readonly (readonly [name: string, weight: number])[];

interface FlagdInput {
  readonly flagKey: string;
  readonly bucketBy?: unknown;
  readonly targetingKey?: unknown;
  readonly weights: readonly (readonly [variant: string, weight?: unknown])[];
}

interface UnleashInput {
  readonly groupId: string;
  /** Null or absent: the stickiness field is absent. */
  readonly identifier?: string | null;
  readonly rollout: number;
  readonly weights: Weighted;
}

interface LaunchdarklyInput {
  readonly flagKey: string;
  readonly salt: string;
  readonly seed?: number | null;
  readonly value?: unknown;
}

interface PosthogInput {
  readonly key: string;
  readonly id: string;
  readonly rollout?: number | null;
  readonly variants: Weighted;
}

interface ConfigcatInput {
  readonly settingKey: string;
  /** Null: the configured attribute is missing, so that no option is chosen (B8.1). */
  readonly attribute?: string | null;
  readonly options: readonly number[];
}

interface FlipperInput {
  readonly feature: string;
  readonly actors: readonly string[];
  readonly percentage: number;
}

/** The methods of `bucketing.json`; its `meta.conventions` describes inputs and outputs. */
export const bucketingMethods = {
  "bucket-flagd": ({ flagKey, bucketBy, targetingKey, weights }: FlagdInput) =>
    flagdFractional({ flagKey, bucketBy, targetingKey, weights }),
  "bucket-unleash": ({ groupId, identifier, rollout }: UnleashInput) => {
    const bucket = typeof identifier === "string" ? unleashBucket({ salt: groupId, unit: identifier }) : null;
    return { bucket, enabled: unleashEnabled(bucket, rollout) };
  },
  "bucket-unleash-variant": ({ groupId, identifier, weights }: UnleashInput) => {
    if (typeof identifier !== "string") return { bucket: null, variant: null };
    const key = { salt: groupId, unit: identifier };
    const { bucket, index } = unleashVariant(key, weightsOf(weights));
    return { bucket, variant: nameAt(weights, index ?? -1) };
  },
  "bucket-growthbook": ({ seed, value, version }: { seed: string; value: string; version: number }) => ({
    hash: growthbookHash(seed, value, version),
  }),
  "bucket-growthbook-ranges": (input: { numVariations: number; coverage?: number; weights?: number[] | null }) => ({
    ranges: growthbookRanges(input.numVariations, input.coverage ?? 1, input.weights ?? null),
  }),
  "bucket-growthbook-choose": ({ hash, ranges }: { hash: number; ranges: readonly Range[] }) => ({
    variation: growthbookChoose(hash, ranges),
  }),
  "bucket-growthbook-namespace": ({ userId, namespace }: { userId: string; namespace: [string, number, number] }) => {
    const [name, start, end] = namespace;
    return { in: growthbookInNamespace(userId, name, [start, end]) };
  },
  "bucket-launchdarkly": (input: LaunchdarklyInput) => ({ bucket: launchdarklyOf(input) }),
  "bucket-launchdarkly-variation": (input: LaunchdarklyInput & { readonly weights: readonly number[] }) => ({
    variation: launchdarklyVariation(launchdarklyOf(input), input.weights),
  }),
  "bucket-posthog": ({ key, id, rollout }: PosthogInput) => {
    const hash = posthogHash({ salt: key, unit: id });
    return { hash, enabled: posthogEnabled(hash, rollout ?? null) };
  },
  "bucket-posthog-variant": ({ key: salt, id: unit, rollout, variants }: PosthogInput) => {
    const key = { salt, unit };
    if (!posthogEnabled(posthogHash(key), rollout ?? null)) return { variant: false };
    return { variant: nameAt(variants, posthogVariant(key, weightsOf(variants))) };
  },
  "bucket-optimizely": ({ bucketingId, entityId }: { readonly bucketingId: string; readonly entityId: string }) => ({
    bucket: optimizelyBucket({ salt: entityId, unit: bucketingId }),
  }),
  "bucket-configcat": ({ settingKey, attribute, options }: ConfigcatInput) => {
    if (typeof attribute !== "string") return { bucket: null, option: null };
    const bucket = configcatBucket({ salt: settingKey, unit: attribute });
    const option = configcatOption(bucket, options);
    return { bucket, option: option === -1 ? null : option };
  },
  "bucket-flagsmith": ({ ids }: { readonly ids: readonly string[] }) => ({ percentage: flagsmithPercentage(ids) }),
  "bucket-flipper": ({ feature, actors, percentage }: FlipperInput) => {
    const bucket = flipperBucket(feature, actors);
    return { bucket, enabled: flipperEnabled(bucket, percentage) };
  },
  "bucket-statsig": ({ passPercentage, ...key }: StatsigKey & { readonly passPercentage: number }) => {
    const bucket = statsigBucket(key);
    return { bucket, pass: statsigPasses(bucket, passPercentage) };
  },
  "bucket-nginx-split-clients": (input: { readonly string: string; readonly parts: readonly SplitClientsPart[] }) => {
    const hash = splitClientsHash(input.string);
    const value = splitClientsValue(hash, input.parts);
    return { hash, value, error: value === null };
  },
};

function launchdarklyOf({ flagKey, salt, seed, value }: LaunchdarklyInput): number {
  return launchdarklyBucket({ flagKey, salt, seed: seed ?? null, value });
}

function weightsOf(weighted: Weighted): readonly number[] {
  return weighted.map(([, weight]) => weight);
}

/** Null for the index of none. */
function nameAt(weighted: Weighted, index: number): string | null {
  return weighted[index]?.[0] ?? null;
}
