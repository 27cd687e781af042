/** The catalogue as the build serves it: see `src/build/scenarioModule.ts`. */
declare module "virtual:scenarios" {
  export const scenarios: readonly import("../catalogue.ts").CompiledScenario[];
}
