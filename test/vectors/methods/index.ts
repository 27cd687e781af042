import type { Methods } from "../runner.ts";
import { alarmMethods } from "./alarms.ts";
import { argoMethods } from "./argo.ts";
import { bucketingMethods } from "./bucketing.ts";
import { flaggerMethods } from "./flagger.ts";
import { judgeMethods } from "./judges.ts";
import { outlierMethods } from "./outliers.ts";
import { platformMethods } from "./platforms.ts";
import { queueingMethods } from "./queueing.ts";

/** Every method that some file's vectors may name. */
export const methods: Methods = {
  ...flaggerMethods,
  ...argoMethods,
  ...alarmMethods,
  ...bucketingMethods,
  ...platformMethods,
  ...outlierMethods,
  ...queueingMethods,
  ...judgeMethods,
};
