/**
 * How people write amounts in files of our own, and how they are answered: `90s`, `5%`, `100/s` in and out, and
 * the sentences of a refusal. It knows neither scenarios nor policies, which both write so.
 */
export {
  parseDuration,
  parseLatency,
  parseRate,
  parseShare,
  printDuration,
  printLatency,
  printRate,
  printShare,
} from "./units.ts";
