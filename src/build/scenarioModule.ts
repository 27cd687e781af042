import { normalizePath, type Plugin } from "vite";
import { compileScenarios } from "./compileScenarios.ts";
import { literal } from "./literal.ts";

const specifier = "virtual:scenarios";
const id = `\0${specifier}`;

/**
 * Serves `virtual:scenarios`: the catalogue of a folder as data. Whoever opens the page then downloads
 * neither the parser nor the schemas before the first run, and a scenario that does not parse fails the build.
 */
export function scenarioModule(folder: string): Plugin {
  const within = `${normalizePath(folder)}/`;
  return {
    name: "coalmine:scenarios",
    resolveId: (source) => (source === specifier ? id : undefined),
    load: (loaded) => (loaded === id ? `export const scenarios = ${literal(compileScenarios(folder))};` : undefined),
    // Nothing accepts this module's updates, so that a scenario which is saved reloads the page.
    hotUpdate({ file, modules }) {
      const module = this.environment.moduleGraph.getModuleById(id);
      if (module === undefined || !file.startsWith(within) || !file.endsWith(".yaml")) return undefined;
      return [...modules, module];
    },
  };
}
