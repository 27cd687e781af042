/**
 * Finds a Chromium for the page tests: an environment variable, then an installed browser, then the one
 * inside the package `@sparticuz/chromium`. Where there is none it says how to get one and fails.
 */
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge"];
const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

function installed(): string | undefined {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...applications].find((path) => existsSync(path));
}

/** The packaged Chromium is a Linux x64 build; the few libraries it needs travel in the same package. */
async function packaged(): Promise<string | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  // The package unpacks its libraries only where it believes to run on Amazon Linux 2023.
  process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs20.x";
  const { default: pack } = await import("@sparticuz/chromium");
  const path = await pack.executablePath();
  const libraries = join(tmpdir(), "al2023", "lib");
  process.env["LD_LIBRARY_PATH"] = [libraries, process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(delimiter);
  return path;
}

/** Starts a headless browser. Throws with one line of advice where none can be found. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env["COALMINE_BROWSER"] ?? installed() ?? (await packaged());
  if (executablePath === undefined) {
    throw new Error("No browser for the page tests: install Chrome, Chromium or Edge, or set COALMINE_BROWSER to one.");
  }
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-quic",
    ],
  });
}
