import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openingDocument } from "../../src/web/state/document.ts";
import { writeLink } from "../../src/web/state/link.ts";
import { hash, hashAfter, scrubTo, state, withPage } from "./page.ts";

const open = withPage();

const plain = readFileSync("scenarios/manifests/podinfo-errors-only.yaml", "utf8");
const gated = plain.replace(
  /^( *)webhooks:\n/m,
  "$1webhooks:\n$1  - name: ask-the-owner\n$1    type: confirm-promotion\n$1    url: http://gate.test/\n",
);

const transition = async (page: Page): Promise<string> =>
  ((await page.getByTestId("transition").textContent()) ?? "").replace(/\s+/g, " ").trim();

test("the lifecycle names its last transition and the guard that let it happen", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 3);
  expect(await transition(page)).toMatch(/^Initialized to Progressing: rollout gate open$/);
  await scrubTo(page, 20);
  expect(await transition(page)).toBe("Progressing to Failed: failed checks reached threshold");
});

test("the lifecycle can be enlarged with the keyboard, shows its guards, is copied, and gives the focus back", async () => {
  const { page, faults } = await open("", { permissions: ["clipboard-read", "clipboard-write"] });
  await hash(page);
  await page.getByRole("button", { name: "Enlarge" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Flagger lifecycle" });
  await dialog.locator("svg .node[data-active]").waitFor();
  // It is for reading, so the run waits.
  await page.getByRole("button", { name: "Play", includeHidden: true }).waitFor({ state: "attached" });
  expect(await dialog.locator("svg").last().textContent()).toContain("promotion gate closed");
  await dialog.getByRole("button", { name: "Copy Mermaid" }).click();
  await dialog.getByText("Copied.").waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain("rollback hook accepted<br/>");
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/^Enlarge/);
  expect(faults).toEqual([]);
});

test("Mermaid is not loaded before somebody enlarges the lifecycle", async () => {
  const { page } = await open();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.reload();
  await hash(page);
  await page.waitForTimeout(1500);
  expect(asked.filter((url) => /mermaid|dagre|stateDiagram/.test(url))).toEqual([]);
});

test("a closed gate is named, and approving it promotes the canary", async () => {
  const document = { ...openingDocument, slug: "healthy-release", manifest: { label: "gated.yaml", text: gated } };
  const { page } = await open(await writeLink(document, 0));
  const waiting = await hash(page);
  await page.keyboard.press("End");
  expect(await state(page)).toBe("On hold");
  await page.getByText("ask-the-owner is closed and waits for somebody: Approve opens it.").waitFor();
  // The tick that waits a minute before the end leaves time to promote in.
  for (let step = 0; step < 4; step++) await page.keyboard.press(",");
  await page.getByRole("button", { name: "Approve" }).click();
  await hashAfter(page, waiting);
  await page.getByRole("button", { name: /Remove Approve/ }).waitFor();
  await page.keyboard.press("End");
  expect(await state(page)).toBe("Promoted");
});

test("a metric without data says why, and what the policy makes of it", async () => {
  const { page } = await open(await writeLink({ ...openingDocument, slug: "no-data" }, 300_000));
  await hash(page);
  await page.getByText("no data (fewer than two samples of the series): counts as a failed check").first().waitFor();
});

test("a policy is picked by its name, with the name of its manifest beside", async () => {
  const { page } = await open();
  await hash(page);
  const policy = page.getByRole("combobox", { name: /Policy/ });
  await policy.locator("option", { hasText: "good (podinfo-small-first-step.yaml)" }).waitFor({ state: "attached" });
  expect(await policy.locator("option:checked").textContent()).toBe("naive (podinfo-canary.yaml)");
});
