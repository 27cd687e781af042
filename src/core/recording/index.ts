/**
 * Folds over a recording: what it says of one moment, of a window, of the whole. They know nothing of
 * how a recording is made, nor of who looks at it.
 */
export { type BlastRadius, blastRadius } from "./blastRadius.ts";
export { budgetSpent, objective } from "./budgetSpent.ts";
export { checksOf, type JudgedCheck, queriesOf, signatureOf } from "./checksOf.ts";
export { appendColumns, arraysOf, ColumnsBuilder, sliceColumns } from "./columns.ts";
export { hashRecording } from "./hashRecording.ts";
export { latencyQuantiles, latencySeries, type Quantiles, type QuantilesAt } from "./latencyQuantiles.ts";
export { decisionIndexAt, type Moment, momentAt, recently } from "./momentAt.ts";
export { type ByTrack, type Counts, countsWithin, runningTotal, ticksEnded } from "./windowed.ts";
