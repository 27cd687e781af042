/** The README tells the truth: its commands are the ones that run, its diagram is the machine's. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { dialects, lifecycleOf, mermaidText, phasesOf } from "../src/core/index.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const readme = readFileSync(`${root}/README.md`, "utf8");

test("the first screen has the two commands, and .ci/run calls exactly the second", () => {
  const commands = [...readme.matchAll(/```sh\n(.+)\n```/g)].map((match) => match[1] ?? "");
  expect(commands.slice(0, 2)).toEqual(["npm ci && npm start", "npm ci && npm test"]);
  expect(readme.indexOf("npm ci && npm test")).toBeLessThan(1500);
  const lines = readFileSync(`${root}/.ci/run`, "utf8").split("\n");
  expect(lines.filter((line) => line.startsWith("npm"))).toEqual(["npm ci && npm test"]);
});

test("each lifecycle is the one that coalmine render prints", () => {
  const names = Object.keys(dialects);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const [, block] = readme.match(new RegExp(`<!-- lifecycle:${name} -->\n\`\`\`mermaid\n([\\s\\S]*?)\n\`\`\``)) ?? [];
    const machine = dialects[name]?.machine;
    if (machine === undefined) throw new Error(`no machine: ${name}`);
    expect(block).toBe(mermaidText(phasesOf(lifecycleOf(machine))).trimEnd());
  }
});

test("every script that it names exists, and so does its picture", () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, "utf8"));
  const named = [...readme.matchAll(/npm (?:run )?(start|test|bench|vectors)\b/g)].map((match) => match[1] ?? "");
  expect(new Set(named).size).toBeGreaterThanOrEqual(4);
  for (const name of named) expect(scripts[name]).toBeDefined();
  const pictures = [...readme.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map((match) => match[1] ?? "");
  expect(pictures).toHaveLength(1);
  for (const picture of pictures) expect(readFileSync(`${root}/${picture}`).length).toBeGreaterThan(20_000);
});
