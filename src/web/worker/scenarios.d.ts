/** The catalogue as the build serves it: see `src/build/scenarioModule.ts`. */
declare module "virtual:scenarios" {
  export const entries: readonly import("../catalogue.ts").CatalogueEntry[];
  export const loaders: Readonly<Record<string, () => Promise<import("../catalogue.ts").CompiledScenario>>>;
}
