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
    for (const role of ["Scenario", "Policy"])
      expect(await page.getByRole("combobox", { name: role }).isVisible()).toBe(true);
    for (const name of ["Use my manifest", /^(Play|Pause)$/, "Next decision", "Roll back"]) {
      const box = await page.getByRole("button", { name }).first().boundingBox();
      expect(box?.y ?? 844, String(name)).toBeLessThanOrEqual(800);
    }
    const failures = await page.locator(".card.errors .figureChart").boundingBox();
    const timeline = await page.locator(".timeline").boundingBox();
    expect(failures?.y ?? 844).toBeLessThan((timeline?.y ?? 0) - (width < 360 ? 40 : 100));
    await page.getByRole("button", { name: /^Story, world/ }).click();
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
  expect(await page.getByText("Nothing runs").count()).toBe(1);
  await page.unroute("**/*.worker-*");
  await page.getByRole("button", { name: "Run again" }).click();
  expect(await hash(page)).toBe(healthy);
});

test("a simulation that dies half-way stops the playhead, keeps what there is, and can be run again", async () => {
  const { page } = await open();
  const healthy = await hash(page);
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function () {
      Worker.prototype.postMessage = post;
      this.dispatchEvent(new ErrorEvent("error", { message: "out of memory" }));
    };
  });
  await page.getByRole("button", { name: "New seed" }).click();
  await page.getByRole("alert").getByText("out of memory").waitFor();
  // Soon: the run on screen would come to its end by itself a few seconds later.
  await page.getByRole("button", { name: "Play" }).waitFor({ timeout: 2000 });
  expect(await page.locator(".logRow").count()).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Run again" }).click();
  await hashAfter(page, healthy);
  expect(await page.getByRole("alert").getByText("Our fault").count()).toBe(0);
});

test("a simulation that hangs is noticed, the last run stays, and it can be run again", async () => {
  const { page } = await open();
  const healthy = await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    // What is asked once is never heard: a worker in an endless loop looks the same from here.
    Worker.prototype.postMessage = () => {
      Worker.prototype.postMessage = post;
    };
  });
  await page.getByRole("button", { name: "New seed" }).click();
  await page.getByRole("alert").getByText("no progress for 10 seconds").waitFor({ timeout: 15_000 });
  expect(await page.locator(".logRow").count()).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Run again" }).click();
  await hashAfter(page, healthy);
  expect(await page.getByRole("alert").getByText("Our fault").count()).toBe(0);
});

test("whatever has the focus shows it", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  const bare: string[] = [];
  const seen = new Set<string>();
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const { name, ring } = await page.evaluate(() => {
      const focused = document.activeElement ?? document.body;
      // A field may leave the ring to the frame that its label draws.
      const frame = focused.closest("label") ?? focused;
      const ringed = [focused, frame].some((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
      });
      return { name: focused.outerHTML.slice(0, 120), ring: ringed || focused === document.body };
    });
    seen.add(name);
    if (!ring) bare.push(name);
  }
  expect(bare).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});

for (const [width, height] of [
  [1024, 768],
  [390, 844],
] as const) {
  test(`what has the focus is not hidden behind the timeline at ${width} by ${height}`, async () => {
    const { page } = await open("", { viewport: { width, height } });
    await hash(page);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("slider", { name: "Playhead" }).focus();
    expect(await page.evaluate(() => scrollY)).toBe(0);
    await page.locator("h1").click();
    const hidden: string[] = [];
    let stops = 0;
    for (let stop = 0; stop < 50; stop++) {
      await page.keyboard.press("Tab");
      const behind = await page.evaluate(() => {
        const focused = document.activeElement;
        const timeline = document.querySelector(".timeline");
        if (focused === null || focused === document.body || timeline === null || timeline.contains(focused))
          return null;
        return focused.getBoundingClientRect().top + 20 > timeline.getBoundingClientRect().top
          ? focused.outerHTML.slice(0, 120)
          : "";
      });
      if (behind !== null) stops++;
      if (behind) hidden.push(behind);
    }
    expect(hidden).toEqual([]);
    expect(stops).toBeGreaterThan(15);
  });
}

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
