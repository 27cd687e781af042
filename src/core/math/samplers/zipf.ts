import type { UniformSource } from "../uniforms.ts";
import { AliasTable } from "./aliasTable.ts";
import { RejectionZipf } from "./rejectionZipf.ts";
import { zipfWeights } from "./zipfWeights.ts";

/** A table beyond this would cost more memory than its speed is worth. */
const LARGEST_TABLE = 1e6;

/** A law over ranks 1 … n with probability proportional to rank^−exponent. */
export interface ZipfLaw {
  rank(source: UniformSource): number;
}

/** Zipf over n ≥ 1 ranks with an exponent ≥ 0: an alias table up to a million ranks, rejection-inversion beyond. */
export function zipf(n: number, exponent: number): ZipfLaw {
  if (n > LARGEST_TABLE) return new RejectionZipf(n, exponent);
  const table = new AliasTable(zipfWeights(n, exponent));
  return { rank: (source) => table.pick(source.next()) + 1 };
}
