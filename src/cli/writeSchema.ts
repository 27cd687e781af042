import { writeFileSync } from "node:fs";
import { jsonSchema } from "../core/scenario/index.ts";

/** Writes the JSON Schema that editors use for scenario files. */
const target = new URL("../../scenarios/schema.json", import.meta.url);
writeFileSync(target, `${JSON.stringify(jsonSchema(), null, 2)}\n`);
process.stdout.write("wrote scenarios/schema.json\n");
