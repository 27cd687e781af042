import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { jsonSchema, policySchema } from "../../src/core/scenario/index.ts";

// The one-line change that must break this file: add a knob and do not run `npm run schema`.

describe("the JSON Schema of scenario files", () => {
  const schema = JSON.parse(JSON.stringify(jsonSchema()));

  it("is the one in scenarios/schema.json; `npm run schema` writes it", () => {
    const written = readFileSync(new URL("../../scenarios/schema.json", import.meta.url), "utf8");
    expect(JSON.parse(written)).toEqual(schema);
  });

  it("has a second one for policies in files of their own", () => {
    const policy = readFileSync(new URL("../../scenarios/policy.schema.json", import.meta.url), "utf8");
    expect(JSON.parse(policy)).toEqual(JSON.parse(JSON.stringify(policySchema())));
    expect(schema.properties.policies.additionalProperties.properties.native).toEqual({
      $ref: "policy.schema.json#/$defs/native",
    });
  });

  it("shows editors the defaults and what each knob is", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(schema.properties.world.properties.horizon).toMatchObject({
      default: "60m",
      description: expect.any(String),
    });
    const block = schema.properties.world.properties.traffic;
    expect(block).toMatchObject({ additionalProperties: false, properties: { rate: { default: "100/s" } } });
  });
});
