import { argoCorpus } from "./argoCorpus.ts";
import { flaggerCorpus } from "./flaggerCorpus.ts";
import type { Corpus } from "./mutations.ts";
import { nativeCorpus } from "./nativeCorpus.ts";

/** A corpus for every dialect of the registry. */
export const corpora: Readonly<Record<string, Corpus>> = {
  flagger: flaggerCorpus,
  argo: argoCorpus,
  native: nativeCorpus,
};
