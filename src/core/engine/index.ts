/**
 * The world at the requests resolution: users, balancer, instances. It knows nothing of controllers,
 * metrics stores or recordings; whoever drives it reads counters between two calls of `advance`.
 */
export { RequestsEngine } from "./requestsEngine.ts";
