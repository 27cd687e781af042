import { Noticed as NoticedOfKind } from "../noticed.ts";

/** Kinds of refusal of a policy in our own form. */
type ProblemKind = "yaml" | "limit" | "template" | "kind" | "value" | "unknown";

/** Gathers what was noticed while a policy is read. */
export class Noticed extends NoticedOfKind<ProblemKind> {}
