import type { Share, Weight } from "./model/index.ts";

/** Percent of all requests that can reach the canary by what a policy asks for: its weight and its match together. */
export class AskedWeight {
  private weight: Weight = 0;
  private only: "matched" | undefined;
  private matchesAll = false;
  private readonly matchedShare: () => Share;

  /** `matchedShare` is asked only where a match counts: it looks at every user. */
  constructor(matchedShare: () => Share) {
    this.matchedShare = matchedShare;
  }

  setWeight(weight: Weight, only?: "matched"): Weight {
    this.weight = weight;
    this.only = only;
    return this.all();
  }

  matchAll(on: boolean): Weight {
    this.matchesAll = on;
    return this.all();
  }

  private all(): Weight {
    const others = this.only === "matched" ? 0 : this.weight;
    if (this.matchesAll) return 100 * this.matchedShare() + (1 - this.matchedShare()) * others;
    return this.only === "matched" ? this.weight * this.matchedShare() : this.weight;
  }
}
