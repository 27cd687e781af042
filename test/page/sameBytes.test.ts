/** The browser's recording is Node's recording, byte for byte: the hash on the page against the hash here. */
import { expect, test } from "vitest";
import { readManifest } from "../../src/cli/files.ts";
import { hashRecording, readPolicy, scenarioOf, simulateAll, worldForManifest } from "../../src/core/index.ts";
import { intervene, openingDocument } from "../../src/web/state/document.ts";
import { writeLink } from "../../src/web/state/link.ts";
import { catalogue } from "../catalogue.ts";
import { hash, withPage } from "./page.ts";

const open = withPage();
const files = catalogue();

test("the catalogue is there to be compared", () => {
  expect(files.length).toBeGreaterThanOrEqual(7);
});

test.each(files)("$slug gives the same bytes in the browser as in Node", async (file) => {
  const policy = Object.keys(file.policies).at(-1) ?? "";
  const { page } = await open(await writeLink({ ...openingDocument, slug: file.slug, policy, seed: 20_261_125 }, null));
  expect(await hash(page)).toBe(hashRecording(simulateAll(scenarioOf(file, policy), 20_261_125)));
});

test("so does a manifest of one's own with an operator's act in the default world", async () => {
  const text = readManifest("manifests/podinfo-canary.yaml") ?? "";
  const document = intervene(
    { ...openingDocument, slug: null, seed: 3, manifest: { label: "mine.yaml", text } },
    200_000,
    "abort",
  );
  const policy = readPolicy(text, { label: "mine.yaml" });
  if (!policy.ok) throw new Error("the example does not parse");
  const { page } = await open(await writeLink(document, null));
  const scenario = worldForManifest(policy.value, { interventions: document.interventions });
  expect(await hash(page)).toBe(hashRecording(simulateAll(scenario, 3)));
});
