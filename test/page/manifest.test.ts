import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { openingDocument } from "../../src/web/state/document.ts";
import { writeLink } from "../../src/web/state/link.ts";
import { clock, hash, hashAfter, scrubTo, state, withPage } from "./page.ts";

const open = withPage();
const good = readFileSync("scenarios/manifests/podinfo-small-first-step.yaml", "utf8");
const broken = good.replace(/interval:.*/, "interval: soon");

async function type(page: Page, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: "Manifest" });
  await editor.waitFor();
  // Given to the editor the way a paste arrives.
  await editor.fill(text);
}

test("a broken manifest is marked at its line, the last good run stays, and a good one runs", async () => {
  const { page, faults } = await open();
  const before = await hash(page);
  await page.getByRole("button", { name: "Use my manifest" }).first().click();
  await type(page, broken);
  const dialog = page.getByRole("dialog", { name: "Use my manifest" });
  await dialog.getByText(/problem.*the last good run stays/).waitFor();
  const line = broken.split("\n").findIndex((row) => row.includes("interval: soon")) + 1;
  await dialog.getByRole("button", { name: new RegExp(`^${line}:`) }).waitFor();
  await dialog.locator(".cm-lint-marker-error").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByRole("alert").getByText("Stale").waitFor();
  expect(await page.locator(".logRow").count()).toBeGreaterThan(0);

  await page.getByRole("button", { name: "Fix it" }).click();
  await type(page, good);
  await dialog.getByText(/It runs/).waitFor();
  expect(await hash(page)).not.toBe(before);
  expect(faults).toEqual([]);
});

test("a piece of a manifest is offered the lines around it, and runs with them", async () => {
  const { page, faults } = await open();
  const before = await hash(page);
  await page.getByRole("button", { name: "Use my manifest" }).first().click();
  await type(page, "analysis:\n  interval: 1m\n  threshold: 2\n  maxWeight: 40\n  stepWeight: 20\n");
  const dialog = page.getByRole("dialog", { name: "Use my manifest" });
  await dialog.getByText("This is a piece of a manifest").waitFor();
  await dialog.getByRole("button", { name: "Add the lines around it" }).press("Enter");
  await dialog.getByText(/It runs, with/).waitFor();
  expect(await dialog.getByRole("textbox", { name: "Manifest" }).textContent()).toContain("kind: Canary");
  expect(await dialog.getByRole("button", { name: "Add the lines around it" }).count()).toBe(0);
  await hashAfter(page, before);
  expect(faults).toEqual([]);
});

test("Tab leaves the editor, Escape the dialog, and one session is one step back", async () => {
  const { page } = await open();
  const before = await hash(page);
  await page.getByRole("button", { name: "Use my manifest" }).first().click();
  await type(page, good);
  await hashAfter(page, before);
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.closest(".cm-editor"))).toBeNull();
  await page.keyboard.press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.keyboard.press("Control+z");
  await page.waitForFunction(
    (known) => document.querySelector("[data-hash]")?.getAttribute("data-hash") === known,
    before,
  );
});

test("a manifest that is dropped on the page runs", async () => {
  const { page } = await open();
  const before = await hash(page);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "mine.yaml"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  }, good);
  await hashAfter(page, before);
  expect(await page.getByRole("combobox", { name: "Policy" }).locator("option:checked").textContent()).toBe(
    "mine.yaml",
  );
});

test("a broken manifest leaves the playhead where it was", async () => {
  const { page } = await open();
  const before = await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 4);
  await page.evaluate((text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "broken.yaml"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  }, broken);
  await page.getByRole("alert").getByText("Stale").waitFor();
  expect(await clock(page)).toBe("12:04");
  await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
  expect(await hash(page)).toBe(before);
  expect(await clock(page)).toBe("12:04");
});

/** The line that the cursor is in, by what stands there. */
const activeLine = (page: Page): Promise<string | null> => page.locator(".cm-activeLine").textContent();
const inEditor = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.closest(".cm-editor") !== null);

test("a refused manifest says why it cannot run, and leads to its first problem from everywhere", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Use my manifest" }).first().click();
  await type(page, broken);
  const dialog = page.getByRole("dialog", { name: "Use my manifest" });
  await dialog.getByText(/It cannot run before the problem is fixed/).waitFor();
  const run = dialog.getByRole("button", { name: "See it run" });
  expect(await run.getAttribute("aria-disabled")).toBe("true");
  await run.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.closest(".cm-editor"));
  expect(await activeLine(page)).toContain("interval: soon");

  await page.keyboard.press("Control+Home");
  expect(await activeLine(page)).not.toContain("interval: soon");
  await dialog.locator(".findings button").first().click();
  expect(await activeLine(page)).toContain("interval: soon");
  expect(await inEditor(page)).toBe(true);

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Fix it" }).click();
  await dialog.locator(".cm-activeLine", { hasText: "interval: soon" }).waitFor();
  expect(await inEditor(page)).toBe(true);
});

test("See it run counts what was typed last, and closes for a manifest that is equal to the one that runs", async () => {
  const { page } = await open();
  const before = await hash(page);
  for (let round = 0; round < 2; round++) {
    await page.getByRole("button", { name: "Use my manifest" }).first().click();
    await type(page, good);
    // At once: the pause after typing has not passed.
    await page.getByRole("button", { name: "See it run" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await hash(page)).not.toBe(before);
  }
});

/** A paste itself: to fill in megabytes takes the test's browser minutes. */
async function paste(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Manifest" }).evaluate((editor, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const bomb = `kind: Canary\na: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefghij"]
  .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefghi"[index]}`).join(",")}]`)
  .join("\n")}\n`;

test.each([
  ["YAML that does not parse", "kind: Canary\nspec:\n  analysis: {interval: 1m\n", /^\d+:\d+/],
  ["another kind", "apiVersion: v1\nkind: Deployment\nmetadata:\n  name: x\n", /^2:\d+.*Deployment/],
  ["an alias bomb", bomb, /^\d+:\d+/],
  ["five megabytes", `kind: Canary\n${"# filler\n".repeat(600_000)}`, /^1:1.*at most 128 KiB/],
])("%s is refused with line and column, and the last good run stays", async (_, text, problem) => {
  const { page, faults } = await open();
  const before = await page.locator(".logRow").count();
  await hash(page);
  await page.keyboard.press("End");
  await page.getByRole("button", { name: "Use my manifest" }).first().click();
  await paste(page, text);
  const dialog = page.getByRole("dialog", { name: "Use my manifest" });
  await dialog.getByText(/problems?: the last good run stays/).waitFor();
  expect(await dialog.locator(".findings button").first().textContent()).toMatch(problem);
  await page.keyboard.press("Escape");
  expect(await page.locator(".logRow").count()).toBeGreaterThan(before);
  expect(await state(page)).toBe("Rolled back");
  expect(faults).toEqual([]);
});

test("a dropped file that is too large is not read, and says so", async () => {
  const { page } = await open();
  const before = await hash(page);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["#".repeat(5_000_000)], "huge.yaml"));
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
  await page.getByText("huge.yaml is larger than 128 KiB, the most that is read.").waitFor();
  expect(await hash(page)).toBe(before);
});

test("a file that is dropped while the dialog is open takes the editor's place", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Use my manifest" }).first().click();
  const editor = page.getByRole("textbox", { name: "Manifest" });
  await editor.waitFor();
  await editor.evaluate((element, text) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], "mine.yaml"));
    element.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, broken);
  await page.locator(".cm-line", { hasText: "interval: soon" }).waitFor();
  expect(await page.locator(".cm-line", { hasText: "kind: Canary" }).count()).toBe(1);
});

test("in the plain world the title says what the canary does, and so does the one of its twin", async () => {
  const { page } = await open(
    await writeLink({ ...openingDocument, slug: null, manifest: { label: "mine.yaml", text: good } }, 0),
  );
  const before = await hash(page);
  await page.getByRole("heading", { name: "From minute 5 on, the canary fails 5% of its requests" }).waitFor();
  await page.getByRole("switch", { name: /Healthy twin/ }).check();
  await hashAfter(page, before);
  await page.getByRole("heading", { name: "The canary is healthy" }).waitFor();
});
