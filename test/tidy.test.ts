/**
 * The house rules that no compiler knows: which layer may import which, that registries hold every
 * folder, and that files stay small. Each test first says how much it saw, so that it cannot pass blind.
 * Breaking it takes one line: import `engine` in `src/core/judges` or `dialects`.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { dialects } from "../src/core/index.ts";
import { judges } from "../src/core/judges/index.ts";

const source = fileURLToPath(new URL("../src", import.meta.url));

/** Layer (a folder or file under src) to the layers and packages that it may import. */
const layers: Readonly<Record<string, { readonly layers: readonly string[]; readonly packages: readonly string[] }>> = {
  "core/model": { layers: [], packages: [] },
  "core/math": { layers: ["core/model"], packages: [] },
  "core/engine": { layers: ["core/model", "core/math"], packages: [] },
  "core/notation": { layers: ["core/model"], packages: [] },
  "core/observe": { layers: ["core/model", "core/math"], packages: [] },
  "core/judges": { layers: ["core/model", "core/math"], packages: [] },
  // Lint says how likely an empty window is, so that it needs the project's own exp.
  "core/dialects": { layers: ["core/model", "core/math", "core/dialects"], packages: ["xstate", "yaml"] },
  "core/recording": { layers: ["core/model", "core/math"], packages: ["d3-array"] },
  // Our own policy is written in our own notation, and its judges are those of the registry: only its reading half
  // asks what their settings are. No machine runs a judge; the composition root does, on what `observe` saw.
  "core/dialects/native": {
    layers: ["core/model", "core/math", "core/notation", "core/judges", "core/dialects"],
    packages: ["xstate", "yaml"],
  },
  // The border turns p50 and p99 into mean and cv, so that it needs the project's own exp and log.
  // Alarms are refused for what CloudWatch would refuse, which `observe` knows.
  // A file that asks for counts is told at its line why it cannot have them: a question to `engine/counts`.
  "core/scenario": {
    layers: ["core/model", "core/math", "core/notation", "core/judges", "core/dialects", "core/engine", "core/observe"],
    packages: ["zod", "yaml"],
  },
  "core/explain": { layers: ["core/model", "core/dialects", "core/recording"], packages: ["xstate"] },
  "core/lab": { layers: ["core"], packages: [] },
  core: { layers: ["core"], packages: [] },
  cli: { layers: ["core", "cli"], packages: ["node:*"] },
  // Runs while the page is built: reads the catalogue, so that the page need not.
  build: { layers: ["core", "web"], packages: ["node:*", "vite"] },
  web: {
    layers: ["core", "web"],
    packages: [
      "react",
      "react-dom",
      "xstate",
      "@xstate/react",
      "d3-*",
      "mermaid",
      "codemirror",
      "@codemirror/*",
      "@fontsource-variable/*",
      "virtual:scenarios",
      "virtual:judges",
    ],
  },
};

interface SourceFile {
  readonly path: string;
  readonly layer: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesUnder(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

function layerOf(path: string): string {
  const within = relative(source, path).replaceAll("\\", "/");
  const names = Object.keys(layers).filter((name) => within.startsWith(`${name}/`));
  return names.sort((a, b) => b.length - a.length)[0] ?? "";
}

const files: readonly SourceFile[] = filesUnder(source).map((path) => {
  const text = readFileSync(path, "utf8");
  const imports = [...text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*"([^"\n]+)"/g)].map((match) => match[1] ?? "");
  return { path, layer: layerOf(path), text, imports };
});

function allowed(file: SourceFile, specifier: string): boolean {
  const rule = layers[file.layer];
  if (rule === undefined) return false;
  if (specifier.startsWith(".")) {
    const target = layerOf(resolve(dirname(file.path), specifier.replace(/\?.*$/, "")));
    return target === file.layer || rule.layers.some((layer) => target === layer || target.startsWith(`${layer}/`));
  }
  return rule.packages.some((name) =>
    name.endsWith("*")
      ? specifier.startsWith(name.slice(0, -1))
      : specifier === name || specifier.startsWith(`${name}/`),
  );
}

describe("layers", () => {
  test("every file belongs to a layer, and the test sees them all", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => file.layer === "").map((file) => file.path)).toEqual([]);
    for (const layer of Object.keys(layers))
      expect(
        files.some((file) => file.layer === layer),
        layer,
      ).toBe(true);
  });

  test("imports go down only, and name only the packages of their layer", () => {
    const seen = files.flatMap((file) => file.imports.map((specifier) => ({ file, specifier })));
    expect(seen.length).toBeGreaterThan(300);
    const wrong = seen.filter(({ file, specifier }) => !allowed(file, specifier));
    expect(wrong.map(({ file, specifier }) => `${relative(source, file.path)} imports ${specifier}`)).toEqual([]);
  });

  test("no dialect runs a judge: one reader asks the registry what may be written", () => {
    const dialectFiles = files.filter(({ layer }) => layer.startsWith("core/dialects"));
    expect(dialectFiles.length).toBeGreaterThan(80);
    const asking = dialectFiles.filter(({ imports }) => imports.some((name) => name.includes("/judges/")));
    expect(asking.map(({ path }) => relative(source, path))).toEqual(["core/dialects/native/readJudge.ts"]);
  });

  test("the core names no clock, no chance and no function that engines round differently", () => {
    const core = files.filter((file) => file.layer.startsWith("core"));
    expect(core.length).toBeGreaterThan(70);
    const banned =
      /\bMath\.(random|exp|log|log2|log10|log1p|expm1|pow|sin|cos|tan|cbrt|hypot|sinh|cosh|tanh)\b|\bnew Date\b|\bDate\.now\b|\bsetTimeout\b|\bperformance\.now\b|\basync\b/;
    const wrong = core.filter((file) => banned.test(withoutComments(file.text)));
    expect(wrong.map((file) => relative(source, file.path))).toEqual([]);
  });
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "");
}

describe("registries", () => {
  test("hold every dialect that has a folder", () => {
    const folders = readdirSync(join(source, "core/dialects"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.length).toBeGreaterThan(0);
    expect(folders.map((folder) => folder.name).sort()).toEqual(Object.keys(dialects).sort());
  });
});

describe("the registry of judges", () => {
  test("holds every judge that has a file", () => {
    const made = files.filter(({ layer, text }) => layer === "core/judges" && /= judgeOf\(\{/.test(text));
    expect(made.length).toBeGreaterThanOrEqual(12);
    const names = made.map(({ text }) => /export const (\w+) = judgeOf/.exec(text)?.[1] ?? "");
    const registry = readFileSync(join(source, "core/judges/index.ts"), "utf8");
    expect(names.filter((name) => !new RegExp(`^  (?:"[\\w-]+": )?${name},$`, "m").test(registry))).toEqual([]);
    expect(Object.keys(judges).length).toBe(made.length);
  });
});

describe("size", () => {
  test("files stay within 250 lines, or say first why not", () => {
    const long = files.filter(
      (file) => file.text.split("\n").length > 250 && !/^\/\*\n \* Longer than/.test(file.text),
    );
    expect(long.length).toBeLessThan(files.length / 50);
    expect(long.map((file) => `${relative(source, file.path)}: ${file.text.split("\n").length}`)).toEqual([]);
  });

  test("nothing is called utils, helpers, common or manager", () => {
    expect(
      files.filter((file) => /(?:^|[/\\])(?:utils?|helpers?|common|manager)\b/i.test(relative(source, file.path))),
    ).toEqual([]);
  });
});
