/**
 * What people read: diagrams, log lines and verdicts, made from machines and recordings. Nothing here
 * decides or simulates.
 */
export { clock } from "./clock.ts";
export { decisionHeader, decisionLine } from "./decisionLine.ts";
export {
  type LifecycleEdge,
  type LifecycleGraph,
  type LifecycleNode,
  lifecycleOf,
  phasesOf,
} from "./lifecycle.ts";
export { mermaidText } from "./mermaidText.ts";
export { type RunVerdict, verdictOf } from "./verdict.ts";
