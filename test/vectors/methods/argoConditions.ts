import {
  evaluateCondition,
  jsonValue,
  type Provided,
  provided,
  vector,
} from "../../../src/core/dialects/argo/expression/condition.ts";
import { judgeValue } from "../../../src/core/dialects/argo/measurementPhase.ts";

interface ValueInput {
  readonly kind: "vector" | "scalar" | "json" | "nil";
  readonly value: unknown;
}

/** Conditions and single measurements of `argo.json`. */
export const argoConditionMethods = {
  "argo-expression": ({ expression, ...input }: ValueInput & { readonly expression: string }) => {
    const answer = evaluateCondition(expression, providedOf(input));
    return answer.ok ? { value: answer.value } : { error: true };
  },
  "argo-measurement": ({
    successCondition = "",
    failureCondition = "",
    ...input
  }: ValueInput & { readonly successCondition?: string; readonly failureCondition?: string }) => ({
    phase: judgeValue({ successCondition, failureCondition }, providedOf(input)).phase,
  }),
};

/** NaN and the infinities are strings inside numbers. */
export function providedOf({ kind, value }: ValueInput): Provided {
  if (kind === "vector") return vector(Array.isArray(value) ? value.map(Number) : []);
  if (kind === "scalar") return provided(Number(value));
  return provided(kind === "nil" ? null : jsonValue(value));
}
