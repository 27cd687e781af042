/**
 * What the metrics can see. Between the truth in the columns and what a controller may know stand
 * scrapes, windows, delay and missing series. It knows no controller and no engine.
 */
export { measure } from "./measure.ts";
