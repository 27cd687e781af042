/**
 * What the metrics can see. Between the truth in the columns and what a controller may know stand
 * scrapes, windows, delay and missing series. It knows no controller and no engine.
 */
export type { Counts } from "./counts.ts";
export { measure } from "./measure.ts";
export { isScraped } from "./scrapes.ts";
export { seenBetween } from "./seenBetween.ts";
