/** The budget of the first load, on the built page. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";

const folder = process.env["COALMINE_WEB"] ?? "dist/web";

test("the first load is at most 180 kB of compressed JavaScript", () => {
  const html = readFileSync(join(folder, "index.html"), "utf8");
  const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map((match) => match[1] ?? "");
  expect(scripts.length).toBeGreaterThan(0);
  const sizes = scripts.map((script) => gzipSync(readFileSync(join(folder, script))).length);
  const total = sizes.reduce((a, b) => a + b);
  expect(total).toBeGreaterThan(20_000);
  expect(total).toBeLessThanOrEqual(180_000);
});
