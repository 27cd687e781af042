import { exp } from "../../math/exp.ts";
import { log } from "../../math/log.ts";

/** Probability that none of `draws` independent draws hits, each with the given probability. */
export function chanceOfNone(probability: number, draws: number): number {
  return draws === 0 ? 1 : exp(draws * log(1 - probability));
}
