/** Simulated time in milliseconds since the new revision was noticed. */
export type Millis = number;
/** Percent of live requests routed to the canary, 0 to 100. */
export type Weight = number;
/** A share between 0 and 1. */
export type Share = number;
