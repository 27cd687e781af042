import { exponentialInto } from "../math/exponentialInto.ts";
import type { Streams } from "../math/streams.ts";
import type { World } from "../model/index.ts";
import { RateClock } from "./rateClock.ts";

/** Fills a column with the next times of a Poisson process whose rate changes as the world's traffic does. */
export function arrivalsInto(column: Float64Array, { rate }: World, perSecond: number, streams: Streams): () => void {
  const draws = streams("arrivals", 0);
  const { length } = column;
  if (rate.length > 0) {
    const clock = new RateClock(perSecond / 1000, rate);
    return () => {
      draws.fillInto(column);
      exponentialInto(column, 1);
      for (let i = 0; i < length; i++) column[i] = clock.next(column[i] as number);
    };
  }
  const meanGapMs = 1000 / perSecond;
  return () => {
    let at = column[length - 1] as number;
    draws.fillInto(column);
    exponentialInto(column, meanGapMs);
    for (let i = 0; i < length; i++) {
      at += column[i] as number;
      column[i] = at;
    }
  };
}
