/** The budget of the first load, on the built page: every script that a browser fetches until it rests. */
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { hash, withPage } from "./page.ts";

/** Bytes of compressed JavaScript (UX (g)), as static hosts send it to browsers: by Brotli. */
const budget = 180_000;
/** Wall time after the run is complete in which late scripts still count, ms. */
const rest = 1000;

const open = withPage();

test("the first load is at most 180 kB of compressed JavaScript, the worker's included", async () => {
  const { page, scripts } = await open();
  await hash(page);
  await page.waitForTimeout(rest);
  const bodies = await Promise.all(scripts.map(async (script) => ({ name: script.url(), body: await script.body() })));
  const sizes = bodies.map(({ name, body }) => ({
    name: name.replace(/.*\//, ""),
    bytes: brotliCompressSync(body).length,
  }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  const names = sizes.map(({ name }) => name).join(" ");
  expect(names).toMatch(/index-[\w-]+\.js/);
  expect(names).toMatch(/simulation\.worker-[\w-]+\.js/);
  expect(total, JSON.stringify(sizes, null, 2)).toBeLessThanOrEqual(budget);
});
