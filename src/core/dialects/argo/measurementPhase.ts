import { evaluateCondition, type Provided } from "./expression/condition.ts";

/** How a single measurement or a metric ends. */
export type Ending = "Successful" | "Failed" | "Inconclusive" | "Error";

export interface Conditions {
  /** Empty is absent. */
  readonly successCondition: string;
  readonly failureCondition: string;
}

export interface Judged {
  readonly phase: Ending;
  /** Why the controller says Error; empty otherwise. */
  readonly error: string;
}

/** A10.3: success is evaluated first, failure wins when both are true, an error in either is an Error. */
export function judgeValue({ successCondition, failureCondition }: Conditions, value: Provided): Judged {
  const success = successCondition === "" ? null : evaluateCondition(successCondition, value);
  if (success?.ok === false) return { phase: "Error", error: success.error };
  const failure = failureCondition === "" ? null : evaluateCondition(failureCondition, value);
  if (failure?.ok === false) return { phase: "Error", error: failure.error };
  return { phase: phaseOf(success?.value ?? null, failure?.value ?? null), error: "" };
}

function phaseOf(success: boolean | null, failure: boolean | null): Ending {
  if (failure === true) return "Failed";
  if (success === null) return "Successful";
  if (success) return "Successful";
  return failure === null ? "Failed" : "Inconclusive";
}
