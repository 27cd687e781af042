import { type ArgoContext, allAvailable, currentSet, isFullyPromoted, isRouted } from "./context.ts";
import { type Mover, still } from "./move.ts";

/**
 * Tells the world what share of requests reaches the canary's pods: the router's weight, or without one the share
 * of available pods, because a Service spreads requests over all of them.
 */
export const routeToPods: Mover = (context) => {
  const share = shareOf(context);
  return share === context.routed ? still : { change: { routed: share }, ask: [{ type: "setWeight", weight: share }] };
};

function shareOf(context: ArgoContext): number {
  const { strategy } = context.policy;
  if (isFullyPromoted(context)) return 0;
  if (strategy.type === "blueGreen") return context.active === context.current ? 100 : 0;
  if (isRouted(context)) return (100 * context.weight) / strategy.maxTrafficWeight;
  const pods = allAvailable(context);
  return pods === 0 ? 0 : (100 * currentSet(context).available) / pods;
}
