import { dialects } from "../dialects/index.ts";
import { type Millis, own, type Policy, type Problem } from "../model/index.ts";
import { didYouMean, expected, oneOf, shorten } from "../notation/message.ts";
import { printDuration } from "../notation/units.ts";
import type { Path, PlacedDocument } from "./document.ts";
import type { Expectation } from "./scenarioFile.ts";
import type { Outline } from "./scenarioSchema.ts";

/** What is wrong here, and which part of it. */
interface Complaint {
  readonly path: Path;
  readonly part: "key" | "value";
  readonly message: string;
}

type Policies = Readonly<Record<string, Policy>>;

/** What one part of a file says of another. */
export function crossChecks(outline: Outline, policies: Policies, document: PlacedDocument): readonly Problem[] {
  const complaints = [
    ...ofPolicies(outline, policies),
    ...ofExpectations(outline, policies),
    ...ofCounterfactual(outline, policies),
    ...ofInterventions(outline),
  ];
  return complaints.map(({ path, part, message }) => ({
    ...document.place(path, part),
    path: path.map(String).join("."),
    message,
  }));
}

function* ofPolicies(outline: Outline, policies: Policies): Generator<Complaint> {
  if (outline.policy !== undefined && outline.policies !== undefined) {
    yield { path: ["policy"], part: "key", message: "expected policy or policies, found both" };
  }
  if (Object.keys(policies).length === 0) {
    yield { path: [], part: "key", message: "expected a policy, found none: write policy: or policies:" };
  }
  if (own(policies, "twin") !== undefined) {
    yield {
      path: ["policies", "twin"],
      part: "key",
      message: 'a policy cannot be called "twin": expect uses that name',
    };
  }
}

function* ofExpectations({ expect, world: { horizon } }: Outline, policies: Policies): Generator<Complaint> {
  for (const [side, entries] of [
    [[], expect.release],
    [["twin"], expect.twin],
  ] as const) {
    for (const [name, expectation] of Object.entries(entries)) {
      const path = ["expect", ...side, name];
      const policy = own(policies, name);
      if (policy === undefined) yield { path, part: "key", message: unknownPolicy(name, policies) };
      else {
        yield* ofPhases(expectation, policy, [...path, "never"]);
        yield* ofTimes(expectation, horizon, [...path, "successAt"]);
      }
    }
  }
}

/** A phase that the tool does not have is never seen, so the clause would hold for the wrong reason. */
function* ofPhases({ clauses }: Expectation, { dialect }: Policy, path: Path): Generator<Complaint> {
  const phases = Object.keys(own(dialects, dialect)?.machine.states ?? {});
  for (const clause of clauses) {
    if (clause.type !== "never" || phases.some((phase) => phase.toLowerCase() === clause.phase.toLowerCase())) continue;
    const message = `expected a phase of ${dialect} (${oneOf(phases)}), found "${shorten(clause.phase)}"`;
    yield { path, part: "value", message: message + didYouMean(clause.phase, phases) };
  }
}

function* ofTimes({ clauses }: Expectation, horizon: Millis, path: Path): Generator<Complaint> {
  for (const clause of clauses) {
    if (clause.type === "quantity" && clause.at !== null && clause.at > horizon)
      yield { path, part: "value", message: withinHorizon(horizon, clause.at) };
  }
}

function withinHorizon(horizon: Millis, at: Millis): string {
  return `expected a time within the horizon of ${printDuration(horizon)}, found ${printDuration(at)}`;
}

function* ofCounterfactual({ without, expect }: Outline, policies: Policies): Generator<Complaint> {
  if (without === undefined) return;
  const path = ["without", "breaks"];
  if (own(policies, without.breaks) === undefined) {
    yield { path, part: "value", message: unknownPolicy(without.breaks, policies) };
  } else if (own(expect.release, without.breaks) === undefined) {
    yield {
      path,
      part: "value",
      message: `expected an expectation for "${without.breaks}" that can break, found none`,
    };
  }
}

function* ofInterventions({ interventions, world }: Outline): Generator<Complaint> {
  for (const [index, { at }] of interventions.entries()) {
    if (at <= world.horizon) continue;
    yield { path: ["interventions", index, "at"], part: "value", message: withinHorizon(world.horizon, at) };
  }
}

function unknownPolicy(name: string, policies: Policies): string {
  const known = Object.keys(policies);
  return expected(`a policy of this file (${oneOf(known)})`, name) + didYouMean(name, known);
}
