import { writeFileSync } from "node:fs";
import { jsonSchema, policySchema } from "../core/scenario/index.ts";

/** Writes the JSON Schemas that editors use: of scenario files, and of policies in files of their own. */
const schemas = { "schema.json": jsonSchema(), "policy.schema.json": policySchema() };
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`../../scenarios/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
  process.stdout.write(`wrote scenarios/${name}\n`);
}
