import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseScenario, playable, type ScenarioFile, scenarioOf } from "../../src/core/index.ts";
import { shareOf, shares } from "./expectations.ts";

// The one-line change that must break this file: delete the `without:` of any scenario.

const folder = new URL("../../scenarios/", import.meta.url);
const manifestFolder = new URL("manifests/", folder);
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .map((name) => name.replace(/\.yaml$/, ""));
const read = new Set<string>();

describe("the catalogue", () => {
  it("has its files, each with an id of its own", () => {
    expect(names.length).toBeGreaterThanOrEqual(16);
    const ids = names.map((name) => fileOf(name).id);
    expect(new Set(ids).size).toBe(names.length);
    for (const id of ids) expect(id).toMatch(/^S\d\d$/);
  });

  it("is shared out whole among the files that check expectations", () => {
    const checks = readdirSync(new URL(".", import.meta.url)).flatMap((file) => {
      const share = /^testShare\((\d)\);$/m.exec(readFileSync(new URL(file, import.meta.url), "utf8"))?.[1];
      return share === undefined ? [] : [Number(share)];
    });
    expect(checks.sort()).toEqual(Array.from({ length: shares }, (_, share) => share));
    expect(checks.flatMap((share) => shareOf(share).map(({ slug }) => slug)).sort()).toEqual(names.toSorted());
  });

  it("uses every manifest that it holds", () => {
    for (const name of names) fileOf(name);
    expect([...read].sort()).toEqual(readdirSync(manifestFolder).map((name) => `manifests/${name}`));
  });
});

describe.each(names)("the scenario %s", (name) => {
  it("tells its story, and is called like its file", () => {
    const text = readFileSync(new URL(`${name}.yaml`, folder), "utf8");
    const { slug, about } = fileOf(name);
    expect(slug).toBe(name);
    expect(text.startsWith("# yaml-language-server: $schema=schema.json\n")).toBe(true);
    for (const told of [about.title, about.story, about.notice]) expect(told).not.toBe("");
    expect(about.pitfall).not.toBe("none");
    expect(text.split("\n").length).toBeLessThanOrEqual(60);
  });

  it("has policies that the world can play, each with expectations, a twin and a counterfactual", () => {
    const file = fileOf(name);
    const policies = Object.keys(file.policies);
    expect(policies[0]).toBe("naive");
    for (const policy of policies) expect(playable(scenarioOf(file, policy))).toEqual([]);
    expect(Object.keys(file.expect.release)).toEqual(policies);
    expect(Object.keys(file.expect.twin).length).toBeGreaterThan(0);
    expect(file.without).not.toBeNull();
  });
});

function fileOf(name: string): ScenarioFile {
  const readManifest = (path: string): string => {
    read.add(path);
    return readFileSync(new URL(path, folder), "utf8");
  };
  const parsed = parseScenario(readFileSync(new URL(`${name}.yaml`, folder), "utf8"), { readManifest });
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`);
  return parsed.value;
}
