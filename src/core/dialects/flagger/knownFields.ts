import { quoted } from "../quoted.ts";
import type { Section } from "./fields.ts";

/** Fields that the CRD knows (F1.2, F1.3, F1.5, F6.1, F7.1). The API server drops what it does not know. */
const known = {
  root: ["apiVersion", "kind", "metadata", "spec", "status"],
  spec: "provider metricsServer targetRef autoscalerRef ingressRef routeRef upstreamRef service analysis canaryAnalysis progressDeadlineSeconds skipAnalysis revertOnDeletion suspend".split(
    " ",
  ),
  service:
    "name port portName targetPort portDiscovery appProtocol headless timeout backendTimeout retries match rewrite headers mirror corsPolicy trafficPolicy hosts gateways gatewayRefs delegation apex primary canary unmanagedMetadata trafficDistribution meshName backends".split(
      " ",
    ),
  analysis:
    "interval threshold stepWeight stepWeights maxWeight stepWeightPromotion iterations match mirror mirrorWeight primaryReadyThreshold canaryReadyThreshold metrics webhooks alerts sessionAffinity".split(
      " ",
    ),
  metric: "name interval thresholdRange threshold query templateRef templateVariables".split(" "),
  webhook: "name url type timeout retries metadata muteAlert disableTLS".split(" "),
  alert: "name severity providerRef".split(" "),
  sessionAffinity: "cookieName primaryCookieName domain httpOnly maxAge partitioned path sameSite secure".split(" "),
} as const satisfies Record<string, readonly string[]>;

/** Says which fields of a section mean nothing to Flagger. */
export function noticeUnknown(section: Section, kind: keyof typeof known): void {
  const names: readonly string[] = known[kind];
  for (const [key, field] of section.map.fields) {
    if (names.includes(key)) continue;
    const near = names.find((name) => name.toLowerCase() === key.toLowerCase());
    const hint = near === undefined ? "" : ` Did you mean ${near}?`;
    const message = `Flagger's ${kind} has no field ${quoted(key)}; it is ignored.${hint}`;
    section.noticed.find("warning", "unknown-field", { at: field.at, path: section.pathOf(key) }, message);
  }
}
