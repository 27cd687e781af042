/**
 * What editors are told of a policy is what its reader takes. The one-line change that must break this file: let the
 * reader take one more knob.
 */
import { expect, test } from "vitest";
import { judges, readPolicy } from "../../src/core/index.ts";
import { policySchema } from "../../src/core/scenario/index.ts";

interface Block {
  readonly properties: Readonly<Record<string, { readonly items?: Block }>>;
}

const { $defs } = JSON.parse(JSON.stringify(policySchema())) as { $defs: { native: Block; judge: Block } };

/** The knobs that a refusal of an unknown one names. */
function knobsIn(text: string): readonly string[] {
  const read = readPolicy(text, { label: "x" });
  const said = read.ok ? "" : read.problems.map(({ message }) => message).join("\n");
  const [, list = ""] = /unknown knob "zzzzzzzz": expected (.+)/.exec(said) ?? [];
  return list.split(/, | or /).sort();
}

test("the schema has the knobs that the reader takes, block by block", () => {
  const step = "{ weight: 1%, for: 1m }";
  const { native, judge } = $defs;
  const blocks: readonly (readonly [string, Block | undefined])[] = [
    [`native: { zzzzzzzz: 1, steps: [${step}] }`, native],
    ["native: { steps: [{ zzzzzzzz: 1, weight: 1%, for: 1m }] }", native.properties["steps"]?.items],
    [`native: { steps: [${step}], alarms: [{ zzzzzzzz: 1, alarm: a }] }`, native.properties["alarms"]?.items],
    [
      `native: { steps: [${step}], mustSee: [{ zzzzzzzz: 1, segment: { a: b }, samples: 1 }] }`,
      native.properties["mustSee"]?.items,
    ],
  ];
  for (const [text, block] of blocks) expect(knobsIn(text)).toEqual(Object.keys(block?.properties ?? {}).sort());
  const taken = new Set(
    Object.keys(judges).flatMap((kind) =>
      knobsIn(`native: { steps: [${step}], judges: [{ zzzzzzzz: 1, metric: error-rate, kind: ${kind} }] }`),
    ),
  );
  expect(taken.size).toBeGreaterThan(25);
  expect([...taken].sort()).toEqual(Object.keys(judge.properties).sort());
});
