import { z } from "zod";
import { scenarioSchema } from "./scenarioSchema.ts";

/** JSON Schema (draft 2020-12) of scenario files, so that editors complete and check them. */
export function jsonSchema(): object {
  const schema = z.toJSONSchema(scenarioSchema, { io: "input", target: "draft-2020-12" });
  return { title: "Coalmine scenario", ...schema };
}
