/**
 * The world at either resolution: users, balancer, instances. It knows nothing of controllers, metrics
 * stores or recordings; whoever drives it reads counters between two calls of `advance`.
 */
export { UserCensus } from "./census.ts";
export { chosenResolution, refusal } from "./counts/index.ts";
export { type Engine, engineFor } from "./engine.ts";
export { harmBySegment } from "./harmBySegment.ts";
export { Outcomes } from "./outcomes.ts";
export { type EngineOptions, RequestsEngine } from "./requestsEngine.ts";
