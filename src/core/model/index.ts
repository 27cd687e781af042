/**
 * The words that every layer shares, as types. Nothing here computes, and nothing here may import
 * another layer.
 */

export type * from "./alarm.ts";
export type * from "./balancer.ts";
export type * from "./command.ts";
export type * from "./controller.ts";
export * from "./emptyWindow.ts";
export * from "./experiment.ts";
export type * from "./judging.ts";
export * from "./knownMetrics.ts";
export type * from "./measurement.ts";
export * from "./operatorActs.ts";
export * from "./own.ts";
export type * from "./phase.ts";
export type * from "./recording.ts";
export type * from "./result.ts";
export type * from "./scenario.ts";
export type * from "./segment.ts";
export type * from "./signal.ts";
export * from "./tick.ts";
export * from "./track.ts";
export type * from "./units.ts";
export type * from "./world.ts";
