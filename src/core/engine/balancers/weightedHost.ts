/** A host as consistent hashing knows it: a text that is its own, and a weight above 0. */
export interface WeightedHost {
  readonly key: string;
  readonly weight: number;
}
