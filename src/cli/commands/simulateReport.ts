import {
  clock,
  decisionHeader,
  decisionLine,
  hashRecording,
  type Judge,
  type Recording,
  shadowOf,
  verdictOf,
} from "../../core/index.ts";

/** A run for people. */
export function asText(recording: Recording, shadow: Judge | null): string {
  const { scenario, seed } = recording;
  const verdict = verdictOf(recording);
  const harmed =
    verdict.usersHarmed === 0
      ? "nobody"
      : `${verdict.usersHarmed} of ${verdict.users} users (${verdict.usersHarmedThrice} three times or more)`;
  return [
    `${scenario.slug}: ${scenario.title}`,
    `policy ${scenario.policy.label}, seed ${seed}, ${scenario.world.requestsPerSecond} requests/s, horizon ${clock(scenario.world.horizon)}`,
    "",
    decisionHeader,
    ...decisionLines(recording, shadow),
    "",
    `${verdict.title}. ${verdict.ending}`,
    verdict.because,
    `Harmed by the release: ${harmed}; ${verdict.requestsHarmed} of ${verdict.requests} requests failed because of it.`,
    ...(verdict.wrongAnswers === 0
      ? []
      : [`Wrong answers that no metric saw: ${verdict.wrongAnswers}, to ${verdict.usersMisled} users.`]),
    ...segmentLines(recording),
    `Recording ${hashRecording(recording)}, at the ${recording.resolution.name} resolution because ${recording.resolution.because}.`,
  ].join("\n");
}

/** The log, with the shadow's words under the decisions that it would have taken part in. */
function decisionLines(recording: Recording, shadow: Judge | null): readonly string[] {
  if (shadow === null) return recording.decisions.map(decisionLine);
  const looks = new Map(shadowOf(recording, shadow).map((look) => [look.at, look]));
  return recording.decisions.flatMap((decision) => {
    const look = decision.trigger === "reconcile" ? looks.get(decision.at) : undefined;
    looks.delete(decision.at);
    const said = look === undefined ? [] : [`${" ".repeat(41)}shadow ${look.verdict}: ${look.because}`];
    return [decisionLine(decision), ...said];
  });
}

/** One line a segment: who they were. */
function segmentLines({ harmBySegment, scenario }: Recording): readonly string[] {
  return scenario.world.segments.map(({ name }) => {
    const parts = harmBySegment
      .filter(({ segment }) => segment === name)
      .map(({ value, users, usersHarmed }) => `${value} ${usersHarmed} of ${users}`);
    return `Harmed by ${name}: ${parts.length === 0 ? "not known at the counts resolution" : parts.join(", ")}.`;
  });
}

/** The same run for machines. */
export function asJson(recording: Recording, shadow: Judge | null): string {
  const { scenario, seed, resolution, outcome, endedAt, decisions } = recording;
  return JSON.stringify(
    {
      scenario: scenario.slug,
      policy: scenario.policy.label,
      seed,
      resolution,
      outcome,
      endedAtMs: endedAt,
      summary: verdictOf(recording),
      harmBySegment: recording.harmBySegment,
      decisions: decisions.map(({ at, trigger, phase, nodes, status, weight, note }) => ({
        atMs: at,
        time: clock(at),
        trigger,
        phase: status.phase,
        commonPhase: phase,
        nodes,
        weight,
        reportedWeight: status.weight,
        failedChecks: status.failedChecks,
        failedChecksLimit: status.failedChecksLimit,
        ...note,
      })),
      ...(shadow === null ? {} : { shadow: shadowOf(recording, shadow) }),
      hash: hashRecording(recording),
    },
    null,
    2,
  );
}
