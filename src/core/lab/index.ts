/**
 * Many runs of one scenario, and what they show together. Nothing here runs by itself: the caller
 * brings the function that runs, and decides where and on how many cores.
 */
export {
  type CheckOptions,
  type CheckProgress,
  checkScenario,
  type GroupResult,
  type HowFar,
  type Side,
} from "./checkScenario.ts";
export { type ClauseResult, evaluate, type RunSummary } from "./expect.ts";
export { healthyTraffic, type RollbackRate, rollbackRate } from "./judgeRates.ts";
export { summaryOf } from "./summaryOf.ts";
