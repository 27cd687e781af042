/** An Argo bundle in the page, from paste to verdict. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hash, hashAfter, scrubTo, state, withPage } from "./page.ts";

const open = withPage();
const bundle = readFileSync("scenarios/manifests/argo-guestbook.yaml", "utf8");
const inconclusive = readFileSync("scenarios/manifests/argo-inconclusive.yaml", "utf8").replace(
  "duration: 7m",
  "duration: 3m",
);

async function paste(page: Page, text: string): Promise<string> {
  const before = await hash(page);
  await page.getByRole("button", { name: "Use my manifest" }).first().click();
  const editor = page.getByRole("textbox", { name: "Manifest" });
  await editor.waitFor();
  await editor.fill(text);
  const run = await hashAfter(page, before);
  await page.getByRole("dialog").getByRole("button", { name: "See it run" }).click();
  const pause = page.getByRole("button", { name: "Pause" });
  if ((await pause.count()) > 0) await pause.click();
  return run;
}

test("a bad release is rolled back by the bundle's own analysis, and its healthy twin is promoted", async () => {
  const { page, faults } = await open();
  const bad = await paste(page, bundle);
  await scrubTo(page, 20);
  expect(await state(page)).toBe("Rolled back");
  await page.getByRole("switch", { name: /Healthy twin/ }).check();
  await hashAfter(page, bad);
  await scrubTo(page, 20);
  expect(await state(page)).toBe("Promoted");
  expect(faults).toEqual([]);
});

test("an inconclusive metric pauses and waits for the operator", async () => {
  const { page, faults } = await open();
  const waiting = await paste(page, inconclusive.replace("result[0] < 0.9", "result[0] < 0.5"));
  await scrubTo(page, 18);
  await page
    .locator(".why")
    .getByText(/^Paused: inconclusive.*inconclusiveLimit/)
    .waitFor();
  expect(await state(page)).toBe("Waiting");
  await page.getByRole("button", { name: "Promote", exact: true }).click();
  await hashAfter(page, waiting);
  await page
    .locator(".logRow")
    .getByText(/Operator promotes/)
    .first()
    .waitFor();
  expect(faults).toEqual([]);
});

test("an aborted update is started again by its own button", async () => {
  const { page, faults } = await open();
  expect(await page.getByRole("button", { name: "Retry" }).count()).toBe(0);
  const bad = await paste(page, bundle);
  await scrubTo(page, 2);
  expect(await page.getByRole("button", { name: "Retry" }).getAttribute("aria-disabled")).toBe("true");
  await scrubTo(page, 15);
  expect(await state(page)).toBe("Rolled back");
  await page.getByRole("button", { name: "Retry" }).click();
  await hashAfter(page, bad);
  await page.locator(".logRow").getByText("Operator retries").first().waitFor();
  await page.getByRole("button", { name: "Remove Retry at 12:15:00" }).waitFor();
  expect(faults).toEqual([]);
});
