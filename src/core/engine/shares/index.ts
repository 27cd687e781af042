/**
 * What share of connections, users or resolvers a canary really gets when no proxy splits requests: closed
 * forms, to tell what to expect before anything runs. Nothing here draws at random or knows the engine.
 */
export { dnsShift } from "./dnsShift.ts";
export { k8sConnections } from "./k8sConnections.ts";
export { k8sIptables } from "./k8sIptables.ts";
export { fewestPodsFor, k8sShare } from "./k8sShare.ts";
export { stickyRamp } from "./stickyRamp.ts";
export { usersTouched } from "./usersTouched.ts";
