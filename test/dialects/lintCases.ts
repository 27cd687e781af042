import { canary, plain } from "./canaryManifest.ts";

const head = "interval: 1m\nthreshold: 2\n";
const rate = "metrics:\n- name: request-success-rate\n  thresholdRange: {min: 99}\n";
const steps = `${head}stepWeight: 10\nmaxWeight: 50\n`;

function metric(lines: string): string {
  return canary(`${steps}metrics:\n${lines}`);
}

function hooks(...types: readonly string[]): string {
  return canary(`${steps}${rate}webhooks:\n${types.map((type) => `- {name: h, url: x, type: ${type}}`).join("\n")}\n`);
}

const scaler = "autoscalerRef: {apiVersion: v2, kind: HorizontalPodAutoscaler, name: web}";

export interface LintCase {
  readonly rule: string;
  /** Fires, at this line, with these words. */
  readonly bad: string;
  readonly line: number;
  readonly says: RegExp;
  readonly fine: string;
  readonly requestsPerSecond?: number;
}

export const lintCases: readonly LintCase[] = [
  {
    rule: "FL1",
    bad: canary(`${head}stepWeight: 10\nmaxWeight: 150\n${rate}`),
    line: 16,
    says: /150 is over 100/,
    fine: plain,
  },
  { rule: "FL2", bad: canary(`${head}stepWeight: 0\n${rate}`), line: 13, says: /first step is 0%/, fine: plain },
  {
    rule: "FL3",
    bad: canary(`${head}stepWeights: [10, 50, 20]\n${rate}`),
    line: 15,
    says: /from 50% to 20%/,
    fine: canary(`${head}stepWeights: [1, 2]\n`),
  },
  {
    rule: "FL4",
    bad: canary(`${head}stepWeight: 20\nmaxWeight: 50\n${rate}`),
    line: 16,
    says: /up to 60%/,
    fine: plain,
  },
  {
    rule: "FL5",
    bad: canary(`${head}stepWeights: [10, 40]\nmaxWeight: 50\n${rate}`),
    line: 16,
    says: /their last, 40%/,
    fine: canary(`${head}stepWeights: [10, 50]\nmaxWeight: 50\n`),
  },
  {
    rule: "FL7",
    bad: canary(`${steps}mirror: true\n${rate}`, "provider: nginx"),
    line: 18,
    says: /nginx cannot mirror/,
    fine: canary(`${steps}mirror: true\n`),
  },
  {
    rule: "FL8",
    bad: canary(`${steps}mirrorWeight: 30\n${rate}`),
    line: 17,
    says: /mirrorWeight 30 is not used/,
    fine: canary(`${steps}mirror: true\nmirrorWeight: 30\n`),
  },
  {
    rule: "FL9",
    bad: canary(`${steps}match: [{headers: {}}]\n${rate}`),
    line: 17,
    says: /match is not used/,
    fine: canary(`${head}iterations: 3\nmatch: [{headers: {}}]\n`),
  },
  { rule: "FL10", bad: canary(steps), line: 13, says: /only readiness/, fine: hooks("rollout") },
  {
    rule: "FL11",
    bad: metric("- name: mystery\n  thresholdRange: {max: 1}\n"),
    line: 18,
    says: /mystery is no built-in/,
    fine: plain,
  },
  { rule: "FL12", bad: metric("- name: request-duration\n"), line: 18, says: /ceiling is 0/, fine: plain },
  {
    rule: "FL13",
    bad: metric("- name: request-success-rate\n"),
    line: 18,
    says: /no floor/,
    fine: metric("- name: request-success-rate\n  threshold: 99\n"),
  },
  {
    rule: "FL14",
    bad: metric("- name: request-success-rate\n  thresholdRange: {min: 0.99}\n"),
    line: 19,
    says: /min 0.99 means 0.99%/,
    fine: plain,
  },
  {
    rule: "FL15",
    bad: metric("- name: request-duration\n  thresholdRange: {min: 9, max: 3}\n"),
    line: 19,
    says: /at least 9 and at most 3/,
    fine: plain,
  },
  {
    rule: "FL16",
    bad: `${metric("- name: a\n  templateRef: {name: t}\n  thresholdRange: {max: 1}\n")}---\nkind: MetricTemplate\nmetadata: {name: t}\nspec: {provider: {type: prometheus}, query: "x[{{ interval }}]"}\n`,
    line: 18,
    says: /becomes empty/,
    fine: metric("- name: a\n  templateRef: {name: t}\n  interval: 1m\n  thresholdRange: {max: 1}\n"),
  },
  {
    rule: "FL17",
    bad: metric("- name: request-duration\n  interval: 5m\n  thresholdRange: {max: 3}\n"),
    line: 19,
    says: /back 5m while ticks come every 1m.*late/,
    fine: plain,
  },
  {
    rule: "FL18",
    bad: plain,
    line: 18,
    says: /about 1.2 requests in 1m at 10%.*30.12%/,
    fine: canary(steps),
    requestsPerSecond: 0.2,
  },
  {
    rule: "FL19",
    bad: canary(`interval: 1m\nthreshold: 1\nstepWeight: 5\n${rate}`),
    line: 14,
    says: /single failed check/,
    fine: plain,
  },
  {
    rule: "FL20",
    bad: canary(`interval: 1m\nthreshold: 10\nstepWeight: 5\nmaxWeight: 50\n${rate}`),
    line: 14,
    says: /chance of 50%/,
    fine: canary(`${head}stepWeight: 5\n${rate}`),
  },
  { rule: "FL21", bad: canary(steps.replace("1m", "5s")), line: 13, says: /under 10s/, fine: plain },
  { rule: "FL22", bad: canary(steps.replace("1m", "1mx")), line: 13, says: /1mx cannot be read/, fine: plain },
  {
    rule: "FL23",
    bad: canary(`${steps}webhooks:\n- {name: a, url: x, timeout: 30s, retries: 1}\n`),
    line: 18,
    says: /1m together/,
    fine: hooks("rollout"),
  },
  {
    rule: "FL24",
    bad: canary(`${steps}alerts:\n- name: slack\n`),
    line: 18,
    says: /slack has no severity/,
    fine: canary(`${steps}alerts:\n- {name: a, severity: info}\n`),
  },
  {
    rule: "FL25",
    bad: hooks("confirm-rollout", "rollback"),
    line: 21,
    says: /not asked while/,
    fine: hooks("rollback"),
  },
  {
    rule: "FL26",
    bad: hooks("confirm-traffic-increase", "confirm-promotion"),
    line: 21,
    says: /both/,
    fine: hooks("confirm-promotion"),
  },
  { rule: "FL27", bad: hooks("confirm-promotion"), line: 21, says: /no time limit/, fine: hooks("rollout") },
  {
    rule: "FL28",
    bad: canary(steps, scaler),
    line: 14,
    says: /50% of the traffic back to primary in one step/,
    fine: canary(`${steps}stepWeightPromotion: 10\n`, scaler),
  },
  { rule: "FL29", bad: canary(steps, scaler), line: 12, says: /up to 50%/, fine: canary(steps) },
  {
    rule: "FL30",
    bad: canary(`${steps}sessionAffinity: {cookieName: a}\n`),
    line: 17,
    says: /drift/,
    fine: canary(`${steps}sessionAffinity: {cookieName: a, primaryCookieName: b}\n`),
  },
  {
    rule: "FL31",
    bad: canary(`${steps}sessionAffinity: {cookieName: a}\n`, "provider: nginx"),
    line: 18,
    says: /nginx does not/,
    fine: canary(`${steps}sessionAffinity: {cookieName: a}\n`),
  },
  {
    rule: "FL33",
    bad: canary(steps, "canaryAnalysis: {interval: 1m}"),
    line: 12,
    says: /deprecated name/,
    fine: plain,
  },
  {
    rule: "FL34",
    bad: metric("- name: request-duration\n  threshold: 500\n"),
    line: 18,
    says: /deprecated threshold/,
    fine: plain,
  },
  {
    rule: "FL35",
    bad: canary(steps, "provider: kubernetes"),
    line: 12,
    says: /10 of them/,
    fine: canary(`${head}iterations: 3\n`, "provider: kubernetes"),
  },
];
