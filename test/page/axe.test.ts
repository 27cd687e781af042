/** WCAG as far as a machine can tell: axe-core finds nothing, in both themes, on both screens and with dialogs open. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { hash, withPage } from "./page.ts";

const open = withPage();
const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly nodes: readonly string[];
}

/** Ids of the rules that are broken, with where. Asserts that rules ran at all. */
async function violations(page: Page): Promise<readonly Violation[]> {
  // Half-way through a fade a colour has no contrast yet.
  await page.waitForTimeout(400);
  await page.evaluate(source);
  const result = await page.evaluate(async () => {
    const { passes, violations } = await (globalThis as unknown as { axe: typeof import("axe-core") }).axe.run();
    const places = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }));
    return { passed: passes.map(({ id }) => id), places };
  });
  expect(result.passed).toContain("color-contrast");
  return result.places;
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`the page has no violations in ${colorScheme}`, async () => {
    const { page } = await open("", { colorScheme });
    await hash(page);
    await page.keyboard.press("End");
    expect(await violations(page)).toEqual([]);
    for (const tab of ["World", "Policy", "Harm", "Judge"]) {
      await page.getByRole("tab", { name: tab }).click();
      expect(await violations(page)).toEqual([]);
    }
    await page.getByLabel(/Shadow judge/).selectOption("Fisher's exact test");
    await page.getByRole("button", { name: "Work out its error rates" }).click();
    await page.getByText("Bad release rolled back").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  test(`a narrow page has no violations in ${colorScheme}`, async () => {
    const { page } = await open("", { colorScheme, viewport: { width: 390, height: 844 } });
    await hash(page);
    await page.keyboard.press("End");
    expect(await violations(page)).toEqual([]);
  });

  test(`dialogs have no violations in ${colorScheme}`, async () => {
    const { page } = await open("", { colorScheme });
    await hash(page);
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Use my manifest" }).first().click();
    const editor = page.getByRole("textbox", { name: "Manifest" });
    await editor.fill("kind: Canary\nspec: {}\n");
    await page.getByText(/the last good run stays/).waitFor();
    expect(await violations(page)).toEqual([]);
  });
}
