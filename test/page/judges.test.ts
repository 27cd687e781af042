/** The second opinion in the page: a judge that looks on, and how often it is wrong at the run's traffic. */
import { expect, test } from "vitest";
import { judges } from "../../src/core/judges/index.ts";
import { openingDocument } from "../../src/web/state/document.ts";
import { writeLink } from "../../src/web/state/link.ts";
import { clock, hash, scrubTo, state, withPage } from "./page.ts";

const open = withPage();

test("every judge can be picked, and the page says what it would have done without doing it", async () => {
  const { page, faults } = await open();
  const before = await hash(page);
  await scrubTo(page, 20);
  const outcome = await state(page);
  await page.getByRole("tab", { name: "Judge" }).click();
  const picker = page.getByLabel(/Shadow judge/);
  await picker.waitFor();
  expect(await picker.locator("option").count()).toBe(1 + Object.keys(judges).length);
  for (const [name, { title }] of Object.entries(judges)) {
    await picker.selectOption(title);
    await page.getByText(/^(It would (have waited|roll back|promote)|The canary took)/).waitFor();
    expect(await page.locator(".shadowSays").count(), name).toBeGreaterThan(3);
    expect(await page.getByText(/It could not judge/).count(), name).toBe(0);
  }
  expect(await hash(page)).toBe(before);
  expect(await state(page)).toBe(outcome);
  expect(faults).toEqual([]);
});

test("the log says verdict and counts of each check, the timeline marks the first that would have acted, a link keeps the judge", async () => {
  const { page, faults } = await open(await writeLink(openingDocument, 1_200_000, "fisher"));
  await hash(page);
  await page
    .locator(".shadowSays")
    .getByText(/Shadow would roll back/)
    .first()
    .waitFor();
  expect(await page.locator(".shadowSays").first().textContent()).toMatch(/\d+ errors in \d+ requests/);
  expect(await page.locator(".look.acts").textContent()).toMatch(/would roll back at 12:0\d/);
  await page.getByRole("tab", { name: "Judge" }).click();
  await page.getByLabel(/Shadow judge/).selectOption("None");
  await page.waitForFunction(() => location.hash === "");
  expect(await page.locator(".shadowSays").count()).toBe(0);
  expect(faults).toEqual([]);
});

test("a keyboard is enough to choose a judge, to see what it would have done and to stand there", async () => {
  const { page, faults } = await open();
  await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("tab", { name: "Story" }).focus();
  await page.keyboard.press("End");
  const picker = page.getByLabel(/Shadow judge/);
  await picker.waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await picker.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.type("Fisher");
  await page.getByText(/^It would roll back at/).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await clock(page)).toBe("12:02");
  await page
    .locator(".logRow.now .shadowSays")
    .getByText(/would roll back/)
    .waitFor();
  expect(faults).toEqual([]);
});

test("a judge that does not exist is refused where it would judge", async () => {
  const { page, faults } = await open(await writeLink(openingDocument, null, "no-such-judge"));
  await hash(page);
  await page.getByRole("tab", { name: "Judge" }).click();
  await page.getByText(/there is no judge “no-such-judge”/).waitFor();
  expect(faults).toEqual([]);
});

test("error rates are worked out on request: exact where known, else with an interval", async () => {
  const { page, faults } = await open();
  await hash(page);
  await page.getByRole("tab", { name: "Judge" }).click();
  const picker = page.getByLabel(/Shadow judge/);
  const ask = page.getByRole("button", { name: "Work out its error rates" });
  await picker.selectOption(judges.threshold.title);
  await ask.click();
  await page.getByText("Healthy release rolled back").waitFor();
  await picker.selectOption(judges.fisher.title);
  await ask.click();
  await page
    .getByText(/% to .*%/)
    .first()
    .waitFor();
  await page.getByText(/inflates it/).waitFor();
  await picker.selectOption(judges.percentile.title);
  await ask.click();
  await page.getByText(/It judges latencies/).waitFor();
  expect(faults).toEqual([]);
});

test("a question about error rates can be taken back, and where it cannot be answered it can be asked again", async () => {
  const { page } = await open();
  await hash(page);
  await page.getByRole("tab", { name: "Judge" }).click();
  await page.getByLabel(/Shadow judge/).selectOption(judges.fisher.title);
  await page.getByText(/^It would roll back at/).waitFor();
  const ask = page.getByRole("button", { name: "Work out its error rates" });
  const scripts = "**/judges.worker-*";
  // Never answered, so that it is still at work whenever the button is found.
  await page.route(scripts, () => {});
  await ask.click();
  await page.getByRole("progressbar", { name: "Rollouts simulated" }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await ask.waitFor();
  await page.unroute(scripts);
  await page.route(scripts, (route) => route.abort());
  await ask.click();
  await page
    .getByRole("alert")
    .getByText(/could not be worked out/)
    .waitFor();
  await page.unroute(scripts);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Bad release rolled back").waitFor();
});

test("the harm panel splits harmed users by segment, as a table that adds up to all users", async () => {
  const { page, faults } = await open();
  await hash(page);
  await scrubTo(page, 20);
  await page.getByRole("button", { name: /Who was harmed/ }).click();
  const device = page.getByRole("table", { name: /Harmed by device/ });
  await device.waitFor();
  const cells = await device.locator("tbody td:last-child").allTextContents();
  expect(cells.length).toBeGreaterThanOrEqual(3);
  const numbers = cells.map((cell) => cell.replaceAll(",", "").split(" of ").map(Number));
  const sum = (at: 0 | 1): number => numbers.reduce((total, pair) => total + (pair[at] ?? 0), 0);
  expect(sum(1)).toBe(20_000);
  const harmed = await page.locator(".harmFacts dd").first().textContent();
  expect(harmed?.replaceAll(",", "")).toContain(`${sum(0)} of 20000`);
  expect(faults).toEqual([]);
});
