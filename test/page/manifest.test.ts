import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { clock, hash, hashAfter, scrubTo, withPage } from "./page.ts";

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
  await dialog.locator(".findings").getByText(`${line}:`).waitFor();
  await dialog.locator(".cm-lint-marker-error").waitFor();
  await dialog.getByRole("button", { name: "See it run" }).click();
  await page.getByRole("alert").getByText("Stale").waitFor();
  expect(await page.locator(".logRow").count()).toBeGreaterThan(0);

  await page.getByRole("button", { name: "Fix it" }).click();
  await type(page, good);
  await dialog.getByText(/It runs/).waitFor();
  expect(await hash(page)).not.toBe(before);
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
