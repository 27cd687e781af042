/** The budget of the first load, on the built page: every script that a browser fetches until it rests. */
import { brotliCompressSync, gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { hash, withPage } from "./page.ts";

/** Bytes of JavaScript by gzip, the compression that every static host knows (UX (g)). */
const budget = 180_000;
/** Wall time after the run is complete in which late scripts still count, ms. */
const rest = 1000;

const open = withPage();

test("the first load is at most 180 kB of JavaScript by gzip, the worker's included", async () => {
  const { page, scripts } = await open();
  await hash(page);
  await page.waitForTimeout(rest);
  const bodies = await Promise.all(scripts.map(async (script) => ({ name: script.url(), body: await script.body() })));
  const sizes = bodies.map(({ name, body }) => ({
    name: name.replace(/.*\//, ""),
    gzip: gzipSync(body).length,
    brotli: brotliCompressSync(body).length,
  }));
  const total = (by: "gzip" | "brotli"): number => sizes.reduce((sum, size) => sum + size[by], 0);
  const names = sizes.map(({ name }) => name).join(" ");
  console.log(`first load: ${total("gzip")} bytes by gzip, ${total("brotli")} by Brotli`);
  expect(names).toMatch(/page-[\w-]+\.js/);
  expect(names).toMatch(/simulation\.worker-[\w-]+\.js/);
  expect(total("gzip"), JSON.stringify(sizes, null, 2)).toBeLessThanOrEqual(budget);
});

test("what runs other systems, counts and judges is not part of it", async () => {
  const { page, scripts } = await open();
  await hash(page);
  await page.waitForTimeout(rest);
  const texts = await Promise.all(scripts.map((script) => script.text()));
  expect(texts.length).toBeGreaterThan(4);
  const has = (word: string): boolean => texts.some((text) => text.includes(word));
  // A word of each, and one of what must be there, so that a renamed word cannot pass for absence.
  expect(has("Flagger")).toBe(true);
  expect(has("WaitingPromotion")).toBe(true);
  for (const word of ["AnalysisRun", "requests do not touch each other", "Fisher's exact test"])
    expect(has(word), word).toBe(false);
});
