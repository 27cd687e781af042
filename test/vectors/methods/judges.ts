import type { Methods } from "../runner.ts";
import { functionMethods } from "./judges/functions.ts";
import { kayentaMethods } from "./judges/kayenta.ts";
import { planningMethods } from "./judges/planning.ts";
import { sequentialMethods } from "./judges/sequential.ts";
import { testMethods } from "./judges/tests.ts";

/** The methods of `judges.json`: all exact, so that the quick mode leaves them as they are. */
export const judgeMethods: Methods = {
  ...functionMethods,
  ...testMethods,
  ...sequentialMethods,
  ...kayentaMethods,
  ...planningMethods,
};
