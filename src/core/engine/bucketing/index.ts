/**
 * Who gets the canary, decided by a hash instead of by chance: how flag products and nginx give a user a
 * place on the line from 0 to 1 (`spec/aws.md`, part B). A bucketer is pure and sticky: the same key, the
 * same place. It knows no users, no weights over time and no balancer; whoever splits traffic compares.
 */
export type { Bucketer, BucketKey } from "./bucketer.ts";
export { bucketerOf, bucketers } from "./registry.ts";
