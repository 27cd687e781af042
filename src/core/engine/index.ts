/**
 * The world at either resolution: users, balancer, instances. It knows nothing of controllers, metrics
 * stores or recordings; whoever drives it reads counters between two calls of `advance`.
 */

export { ArrivalEngine } from "./arrivalEngine.ts";
export { UserCensus } from "./census.ts";
export { chosenResolution, refusal } from "./counts/index.ts";
export { type Engine, engineFor, requestsEngineFor } from "./engine.ts";
export { EventEngine } from "./eventEngine.ts";
export { harmBySegment } from "./harmBySegment.ts";
export { Outcomes } from "./outcomes.ts";
export { type Path, pathFor } from "./path.ts";
export type { EngineOptions } from "./requestsEngine.ts";
