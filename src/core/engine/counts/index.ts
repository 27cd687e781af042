/**
 * The world at the counts resolution: what the other one does request by request, drawn as counts a tick,
 * for worlds in which requests do not touch each other.
 */
export { CountsEngine } from "./countsEngine.ts";
export { chosenResolution, refusal, resolutionFor } from "./resolution.ts";
