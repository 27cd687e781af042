import { expect, test } from "vitest";
import { intervene, openingDocument } from "../../src/web/state/document.ts";
import { type LinkContent, readLink, writeLink } from "../../src/web/state/link.ts";
import { clock, hash, hashAfter, scrubTo, withPage } from "./page.ts";

const open = withPage();

const linkOf = (fields: unknown): string => `#v1.j.${Buffer.from(JSON.stringify(fields)).toString("base64url")}`;

test("the opening document needs no link at all", async () => {
  expect(await writeLink(openingDocument, null)).toBe("");
});

test("a link brings back the whole document", async () => {
  const manifest = { label: "mine.yaml", text: "kind: Canary\n".repeat(200) };
  const edited = { ...openingDocument, slug: "no-data", policy: "good", twin: true, seed: 42, manifest };
  const document = intervene(intervene(edited, 60_000, "pause"), 120_000, "abort");
  const link = await writeLink(document, 90_000, "fisher");
  expect(link.length).toBeLessThan(400);
  expect(await readLink(link)).toEqual<LinkContent>({ document, playhead: 90_000, shadow: "fisher", notes: [] });
});

test.each([
  ["#hello"],
  ["#v1.j.!!!"],
  ["#v1.j.bnVsbA"],
  ["#v1.q.e30"],
  ["#v9.j.e30"],
  ["#v1.d.AAAA"],
  [`#v1.j.${"A".repeat(300_000)}`],
])("a damaged link opens the default and says so: %s", async (link) => {
  const content = await readLink(link);
  expect(content.document).toEqual(openingDocument);
  expect(content.notes).toHaveLength(1);
});

test("fields that are unknown or unusable are left out with a note each, and the rest is kept", async () => {
  const { document, notes } = await readLink(
    linkOf({ seed: 7, colour: "red", twin: "yes", acts: [[-1, "abort"]], manifest: { label: 1, text: "x" }, at: 1e99 }),
  );
  expect(document).toEqual({ ...openingDocument, seed: 7 });
  expect(notes).toHaveLength(5);
});

test("a link that unpacks to too much is refused", async () => {
  const stream = new Blob(["a".repeat(3_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bomb = Buffer.from(await new Response(stream).arrayBuffer()).toString("base64url");
  const { notes } = await readLink(`#v1.d.${bomb}`);
  expect(notes.join()).toContain("unpacks to more than");
});

test("the page opens a link at its moment and its run, and a reload keeps what was edited", async () => {
  const { page } = await open();
  const plain = await hash(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await scrubTo(page, 2.5);
  await page.getByRole("button", { name: "Roll back" }).click();
  const edited = await hashAfter(page, plain);
  await page.waitForFunction(() => location.hash.startsWith("#v1."));
  await page.reload();
  expect(await hash(page)).toBe(edited);
  const { page: other } = await open(await writeLink(intervene(openingDocument, 150_000, "abort"), 180_000));
  expect(await hash(other)).toBe(edited);
  expect(await clock(other)).toBe("12:03");
  await other.getByRole("button", { name: "Play" }).waitFor();
});

test("a link that cannot be read says so and opens the default", async () => {
  const { page, faults } = await open("#v1.j.garbage!");
  await page.getByText(/This link could not be read/).waitFor();
  await hash(page);
  expect(faults).toEqual([]);
});

test("a link to a scenario that does not exist says so and opens the default", async () => {
  const { page, faults } = await open(linkOf({ scenario: "atlantis" }));
  await page.getByText(/there is no scenario “atlantis”/).waitFor();
  await hash(page);
  await page.getByRole("heading", { name: "Eight percent fail" }).waitFor();
  expect(faults).toEqual([]);
});
