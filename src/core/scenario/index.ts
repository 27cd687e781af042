/**
 * Scenario files: YAML to plain values, with every default written in and every problem with its line
 * and column. Nothing here runs a scenario, and nothing here reads a file.
 */
export type { Bound, Clause, Quantity } from "./clause.ts";
export type { ReadManifest } from "./fileBeside.ts";
export { jsonSchema } from "./jsonSchema.ts";
export { limits } from "./limits.ts";
export { parseScenario } from "./parseScenario.ts";
export { readPolicy } from "./policies.ts";
export { policySchema } from "./policySchema.ts";
export { referenceWorld } from "./referenceWorld.ts";
export type { About, Counterfactual, Expectation, Expectations, Incident, ScenarioFile } from "./scenarioFile.ts";
export { type ScenarioChoice, scenarioOf } from "./scenarioOf.ts";
export { worldForManifest } from "./worldForManifest.ts";
