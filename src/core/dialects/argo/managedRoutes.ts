import { type ArgoContext, currentStep, isFullyPromoted, isRouted } from "./context.ts";
import { type Mover, still } from "./move.ts";
import type { RouteStep } from "./policy.ts";

/**
 * A1.3, A3.8: a step of the moment sets a route or takes it away; promotion and an abort take all away. A3.9 says
 * nothing of routes: an abort that goes down in stages takes them away at its beginning too.
 */
export const setManagedRoutes: Mover = (context) => {
  if (!isRouted(context)) return still;
  if (isFullyPromoted(context) || context.abort) return { change: { headerRoutes: [], mirrorRoutes: [] }, ask: [] };
  const step = currentStep(context);
  const change = {
    headerRoutes: changed(context.headerRoutes, step?.header ?? null),
    mirrorRoutes: changed(context.mirrorRoutes, step?.mirror ?? null),
  };
  return { change, ask: [] };
};

function changed(routes: readonly RouteStep[], step: RouteStep | null): readonly RouteStep[] {
  if (step === null) return routes;
  const others = routes.filter(({ name }) => name !== step.name);
  return step.percent === 0 ? others : [...others, step];
}

/** Tells the world what the routes come to: they lead to the canary service, which is stable's at first and at last. */
export const routeToCanary: Mover = (context) => {
  const { policy, canaryService, current, headerRoutes, mirrorRoutes } = context;
  if (policy.strategy.type !== "canary") return still;
  const leads = canaryService === current && !isFullyPromoted(context);
  const matched = leads && headerRoutes.length > 0;
  const mirrored = leads ? (mirrorRoutes[0]?.percent ?? 0) : 0;
  return {
    change: { matched, mirrored },
    ask: [
      ...(matched === context.matched ? [] : [{ type: "matchAll", on: matched } as const]),
      ...(mirrored === context.mirrored ? [] : [{ type: "mirror", weight: mirrored } as const]),
    ],
  };
};

/** Nothing of users' requests reaches the canary's pods, neither by weight nor by a header. */
export function isOffCanary({ routed, matched }: ArgoContext): boolean {
  return routed === 0 && !matched;
}
