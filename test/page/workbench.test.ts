import { expect, test } from "vitest";
import { clock, hash, hashAfter, scrubTo, state, withPage } from "./page.ts";

const open = withPage();

test("the page opens on a rollout that moves within a second, and asks nobody else for anything", async () => {
  const { page, faults, strangers } = await open();
  await page.getByRole("heading", { name: "Coalmine" }).waitFor();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  const before = await page.getByRole("slider", { name: "Playhead" }).inputValue();
  await page.waitForTimeout(1000);
  const after = await page.getByRole("slider", { name: "Playhead" }).inputValue();
  expect(Number(after)).toBeGreaterThan(Number(before));
  expect(await page.title()).toContain("Coalmine");
  expect(faults).toEqual([]);
  expect(strangers).toEqual([]);
});

test("play, pause, steps and scrubbing move every panel to the same moment", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 3);
  expect(await clock(page)).toBe("12:03");
  expect(await state(page)).toBe("Check failed");
  const newest = page.locator(".logRow.now time");
  const first = await newest.textContent();
  await page.getByRole("button", { name: "Next decision" }).click();
  expect(await newest.textContent()).not.toBe(first);
  await page.getByRole("button", { name: "Previous decision" }).click();
  expect(await newest.textContent()).toBe(first);
  await scrubTo(page, 20);
  expect(await state(page)).toBe("Rolled back");
});

test("a rollback by the operator is simulated again, listed, undone and done again", async () => {
  const { page } = await open();
  const untouched = await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 2.5);
  await page.getByRole("button", { name: "Roll back" }).click();
  const rolledBack = await hashAfter(page, untouched);
  await page.getByRole("button", { name: /Remove Roll back at 12:02/ }).waitFor();
  await scrubTo(page, 3.5);
  expect(await state(page)).toBe("Rolled back");
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await hashAfter(page, rolledBack)).toBe(untouched);
  expect(await state(page)).toBe("Check failed");
  await page.getByRole("button", { name: "Redo" }).click();
  expect(await hashAfter(page, untouched)).toBe(rolledBack);
});

test("hold becomes resume while the operator holds", async () => {
  const { page } = await open();
  const untouched = await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 1.5);
  await page.getByRole("button", { name: "Hold" }).click();
  await hashAfter(page, untouched);
  await page.getByRole("button", { name: "Resume" }).waitFor();
  expect(await state(page)).toBe("On hold");
  await scrubTo(page, 3.5);
  expect(await state(page)).toBe("On hold");
});

test("an act goes on playing, and so does what undo brings back", async () => {
  const { page } = await open();
  const untouched = await hash(page);
  await page.keyboard.press("h");
  const held = await hashAfter(page, untouched);
  expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(1);
  await page.keyboard.press("Control+z");
  await hashAfter(page, held);
  expect(await page.getByRole("button", { name: "Pause" }).count()).toBe(1);
});

test("a failed check that holds the weight is no hold", async () => {
  const { page } = await open();
  await hash(page);
  await scrubTo(page, 3.5);
  expect(await page.locator(".logRow.now h3").textContent()).toMatch(/^Held at/);
  expect(await state(page)).toBe("Check failed");
});

test("between the minutes the clock shows seconds", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 4.5);
  expect(await clock(page)).toBe("12:04:30");
});

test("before the first second nothing is measured, and nothing is claimed", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.keyboard.press("Home");
  expect(await page.locator(".kpi").first().textContent()).toMatch(/\/ –$/);
  expect(await page.locator(".topologyDetail", { hasText: "–" }).count()).toBe(1);
});

test.each(["", "1.5", "-3", "0x10", "many", "4294967296"])(
  "the seed “%s” is refused, and the run stays",
  async (seed) => {
    const { page } = await open();
    const before = await hash(page);
    const field = page.getByRole("textbox", { name: /Seed/ });
    await field.fill(seed);
    await field.press("Enter");
    await page.getByRole("alert").getByText("The run on screen still has seed 1.").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    expect(await hash(page)).toBe(before);
    await field.fill("7");
    await field.press("Enter");
    await hashAfter(page, before);
    expect(await field.getAttribute("aria-invalid")).toBe("false");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
  },
);

test("the healthy twin is promoted by the policy that stops the bad release", async () => {
  const { page } = await open();
  const bad = await hash(page);
  await page.getByRole("switch", { name: /Healthy twin/ }).check();
  await hashAfter(page, bad);
  await scrubTo(page, 20);
  expect(await state(page)).toBe("Promoted");
});

test("another scenario, policy and seed run when they are picked, and undo brings each back", async () => {
  const { page } = await open();
  const first = await hash(page);
  const scenario = page.getByRole("combobox", { name: "Scenario" });
  await page.locator("option", { hasText: "Nothing is wrong" }).waitFor({ state: "attached" });
  await scenario.selectOption({ label: "Nothing is wrong" });
  const second = await hashAfter(page, first);
  await page.getByRole("textbox", { name: /Seed/ }).fill("7");
  await page.keyboard.press("Enter");
  const third = await hashAfter(page, second);
  expect(new Set([first, second, third]).size).toBe(3);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.waitForFunction(
    (known) => document.querySelector("[data-hash]")?.getAttribute("data-hash") === known,
    first,
  );
});

test("someone who wants no motion sees the first failed check, at rest", async () => {
  const { page } = await open("", { reducedMotion: "reduce" });
  await hash(page);
  await page.getByRole("button", { name: "Play" }).waitFor();
  expect(await state(page)).toBe("Check failed");
});
