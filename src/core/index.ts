/**
 * The core: pure, without DOM, Node, clocks or chance of its own. `recording = simulate(scenario, seed)`.
 */
export * from "./dialects/index.ts";
export { refusal } from "./engine/index.ts";
export * from "./explain/index.ts";
export { findingsOf } from "./findings.ts";
export * from "./judges/index.ts";
export * from "./lab/index.ts";
export * from "./model/index.ts";
export * from "./notation/index.ts";
export { playable } from "./playable.ts";
export * from "./recording/index.ts";
export * from "./scenario/index.ts";
export { type ShadowLook, shadowOf } from "./shadow.ts";
export { simulate } from "./simulate.ts";
export { simulateAll } from "./simulateAll.ts";
export type { SimulateOptions } from "./simulateOptions.ts";
