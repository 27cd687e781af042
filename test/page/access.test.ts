import { expect, test } from "vitest";
import { clock, hash, hashAfter, state, withPage } from "./page.ts";

const open = withPage();

test("the main task needs only a keyboard: pause, step, roll back, take it back, look at the keys", async () => {
  const { page } = await open();
  const untouched = await hash(page);
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play" }).waitFor();
  await page.keyboard.press("Home");
  for (let step = 0; step < 3; step++) await page.keyboard.press(".");
  expect(await state(page)).toBe("Check failed");
  await page.keyboard.press("r");
  await hashAfter(page, untouched);
  await page.keyboard.press("End");
  await page.keyboard.press("m");
  await page.getByText(/Rolled back\. Canary asked/).waitFor({ state: "attached" });
  await page.keyboard.press("Control+z");
  await page.waitForFunction(
    (known) => document.querySelector("[data-hash]")?.getAttribute("data-hash") === known,
    untouched,
  );
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
});

test("single keys can be turned off, and stay off", async () => {
  const { page } = await open();
  await hash(page);
  await page.keyboard.press("?");
  await page.getByRole("switch", { name: /Single-key shortcuts/ }).uncheck();
  await page.getByRole("button", { name: "Close" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.locator("h1").click();
  await page.keyboard.press("Home");
  expect(await clock(page)).not.toBe("");
  await page.keyboard.press("?");
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.reload();
  await hash(page);
  await page.keyboard.press("?");
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("keys that are typed into a field stay in the field", async () => {
  const { page } = await open();
  const before = await hash(page);
  await page.getByRole("textbox", { name: /Seed/ }).focus();
  await page.keyboard.press("r");
  await page.waitForTimeout(200);
  expect(await hash(page)).toBe(before);
});

for (const width of [390, 320]) {
  test(`nothing scrolls sideways on a screen of ${width} pixels, and controls are large enough to touch`, async () => {
    const { page, faults } = await open("", { viewport: { width, height: 844 }, hasTouch: true });
    await hash(page);
    await page.waitForTimeout(300);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("button:not([popover] *)")]
        .map((button) => ({
          name: button.getAttribute("aria-label") ?? button.textContent,
          height: button.getBoundingClientRect().height,
        }))
        .filter(({ height }) => height > 0 && height < 44),
    );
    expect(small).toEqual([]);
    await page.getByRole("button", { name: "Story, world and policy" }).click();
    await page.getByRole("dialog").getByRole("tab", { name: "Policy" }).click();
    expect(faults).toEqual([]);
  });
}

test("the theme follows the system until one is chosen, and the choice lasts", async () => {
  const { page } = await open("", { colorScheme: "dark" });
  await hash(page);
  const theme = () => page.evaluate(() => document.documentElement.dataset["theme"]);
  expect(await theme()).toBe("dark");
  await page.getByRole("button", { name: "Use the light theme" }).click();
  expect(await theme()).toBe("light");
  await page.reload();
  await hash(page);
  expect(await theme()).toBe("light");
});

test("a simulation that dies keeps the page, and the same seed can be run again", async () => {
  const { page } = await open();
  const healthy = await hash(page);
  await page.reload();
  await page.route("**/*.worker-*", (route) => route.abort());
  await page.reload();
  await page.getByRole("alert").getByText("Our fault").waitFor();
  await page.unroute("**/*.worker-*");
  await page.getByRole("button", { name: "Run the same seed again" }).click();
  expect(await hash(page)).toBe(healthy);
});

test("the page works where storage is blocked", async () => {
  const { page } = await open();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
    });
  });
  await page.reload();
  await hash(page);
  await page.getByRole("button", { name: /Use the dark theme/ }).click();
  expect(await page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
});

test("copying the report and the lifecycle gives text that says what ran", async () => {
  const { page } = await open("", { permissions: ["clipboard-read", "clipboard-write"] });
  await hash(page);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: /Copy report/ }).click();
  await page.getByText("The report is in the clipboard.").waitFor();
  expect(await copied()).toMatch(/^# Eight percent fail\n\n\*\*Rolled back after/);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("button", { name: /Copy lifecycle/ }).click();
  await page.getByText("The lifecycle is in the clipboard.").waitFor();
  expect(await copied()).toContain("stateDiagram-v2");
});

test("where colours are forced, a hatch shows where checks fail, and words stand out from their ground", async () => {
  const { page } = await open("", { forcedColors: "active", colorScheme: "dark" });
  await hash(page);
  await page.locator(".errors .figureHatch").waitFor();
  const [ink, panel] = await page.evaluate(() => {
    const probe = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(document.documentElement);
    return ["--ink", "--panel"].map((token) => {
      if (probe === null) return "";
      probe.fillStyle = style.getPropertyValue(token);
      return probe.fillStyle;
    });
  });
  expect(ink).not.toBe(panel);
});

test("every field and figure is named, and headings do not skip a level", async () => {
  for (const width of [1440, 390]) {
    const { page } = await open("", { viewport: { width, height: 844 } });
    await hash(page);
    const scenario = page.getByRole("combobox", { name: "Scenario" });
    expect(await scenario.count()).toBe(1);
    const levels = await page
      .locator("h1, h2, h3")
      .evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName.slice(1))));
    const skips = levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1);
    expect(skips).toEqual([]);
  }
});
