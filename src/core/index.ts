/**
 * The core: pure, without DOM, Node, clocks or chance of its own. `recording = simulate(scenario, seed)`.
 */
export * from "./dialects/index.ts";
export * from "./explain/index.ts";
export { findingsOf } from "./findings.ts";
export * from "./lab/index.ts";
export * from "./model/index.ts";
export * from "./recording/index.ts";
export * from "./scenario/index.ts";
export { playable, type SimulateOptions, simulate, simulateAll } from "./simulate.ts";
