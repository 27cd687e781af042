/** Opens the built page for a test: serves `dist/web` as any static host would, and listens for faults. */
import type { Browser, BrowserContextOptions, Page, Response } from "playwright-core";
import { type PreviewServer, preview } from "vite";
import { afterAll, afterEach, beforeAll } from "vitest";
import { openBrowser } from "./browser.ts";

export interface OpenedPage {
  readonly page: Page;
  /** Errors that the page threw or logged. */
  readonly faults: readonly string[];
  /** Addresses that it asked for outside of its own host. */
  readonly strangers: readonly string[];
  /** Scripts that it and its worker fetched so far. */
  readonly scripts: readonly Response[];
}

type Open = (hash?: string, options?: BrowserContextOptions) => Promise<OpenedPage>;

/** Starts a server and a browser around the tests of one file. */
export function withPage(): Open {
  let server: PreviewServer;
  let browser: Browser;
  beforeAll(async () => {
    const outDir = process.env["COALMINE_WEB"] ?? "dist/web";
    server = await preview({ build: { outDir }, preview: { port: 0, open: false }, logLevel: "error" });
    browser = await openBrowser();
  });
  // A page that plays on would take the time of the tests after it.
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return async (hash = "", options = {}) => {
    const address = server.resolvedUrls?.local[0] ?? "";
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    const strangers: string[] = [];
    const scripts: Response[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
    page.on(
      "request",
      (request) => !/^(http:\/\/localhost|data:|blob:)/.test(request.url()) && strangers.push(request.url()),
    );
    // The context, not the page: a worker's own imports are no requests of the page.
    context.on("response", (response) => isScript(response) && scripts.push(response));
    await page.goto(address + hash);
    return { page, faults, strangers, scripts };
  };
}

const isScript = (response: Response): boolean => (response.headers()["content-type"] ?? "").includes("javascript");

/** What the page says of the rollout at the playhead: `Rolled back`. */
export const state = (page: Page): Promise<string | null> => page.getByTestId("state").textContent();

/** Fingerprint of the finished recording on screen. Waits for the run to finish. */
export async function hash(page: Page): Promise<string> {
  const app = page.locator("[data-hash]");
  await app.waitFor({ state: "attached" });
  return (await app.getAttribute("data-hash")) ?? "";
}

/** Waits for a run other than the one with this fingerprint. */
export async function hashAfter(page: Page, before: string): Promise<string> {
  await page.waitForFunction((known) => {
    const now = document.querySelector("[data-hash]")?.getAttribute("data-hash") ?? known;
    return now !== known;
  }, before);
  return hash(page);
}

/** Moves the playhead as a person who drags it would. */
export async function scrubTo(page: Page, minutes: number): Promise<void> {
  await page.getByRole("slider", { name: "Playhead" }).fill(String(minutes * 60_000));
}

export const clock = (page: Page): Promise<string | null> => page.getByTestId("clock").textContent();
