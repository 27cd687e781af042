import { normalizePath, type Plugin } from "vite";
import type { CatalogueEntry } from "../web/catalogue.ts";
import { compileScenario, slugsOf } from "./compileScenarios.ts";
import { literal } from "./literal.ts";

const specifier = "virtual:scenarios";
const id = `\0${specifier}`;

/**
 * Serves `virtual:scenarios`, the table of contents of a folder, and behind it each scenario as data in a module
 * of its own. Whoever opens the page then downloads one scenario, and neither the parser nor the schemas; a
 * scenario that does not parse fails the build.
 */
export function scenarioModule(folder: string): Plugin {
  const within = `${normalizePath(folder)}/`;
  return {
    name: "coalmine:scenarios",
    resolveId: (source) => (source === specifier || source.startsWith(`${specifier}/`) ? `\0${source}` : undefined),
    load(loaded) {
      if (loaded === id) return contents(folder);
      if (!loaded.startsWith(`${id}/`)) return undefined;
      return `export const scenario = ${literal(compileScenario(folder, loaded.slice(id.length + 1)))};`;
    },
    // Nothing accepts these modules' updates, so that a scenario which is saved reloads the page.
    hotUpdate({ file, modules }) {
      if (!file.startsWith(within) || !file.endsWith(".yaml")) return undefined;
      const ours = [...this.environment.moduleGraph.idToModuleMap].filter(([known]) => known.startsWith(id));
      return [...modules, ...ours.map(([, module]) => module)];
    },
  };
}

function contents(folder: string): string {
  const slugs = slugsOf(folder);
  const loaders = slugs.map((slug) => {
    const name = JSON.stringify(slug);
    return `${name}: () => import(${JSON.stringify(`${specifier}/${slug}`)}).then((module) => module.scenario)`;
  });
  return `export const entries = ${literal(entriesOf(folder, slugs))};\nexport const loaders = {${loaders.join(",")}};`;
}

/** In the order of the scenarios' ids. */
function entriesOf(folder: string, slugs: readonly string[]): readonly CatalogueEntry[] {
  return slugs
    .map((slug) => compileScenario(folder, slug).file)
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ slug, about, policies }) => ({
      slug,
      title: about.title,
      policies: Object.entries(policies).map(([name, { label }]) => ({ name, label })),
    }));
}
