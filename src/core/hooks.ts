import type { HookRole, Intervention } from "./model/index.ts";

/**
 * How the world answers a controller's hooks. Checks (load tests, acceptance tests) accept unless an
 * operator refuses them. Gates wait for an operator's approval. Abort hooks decline until approved.
 */
export class Hooks {
  private readonly approved = new Set<string>();
  private readonly refused = new Set<string>();
  private readonly waiting = new Set<string>();

  /** Gates that did not accept when the controller last asked them, refused ones among them. */
  get waitingGates(): readonly string[] {
    return [...this.waiting];
  }

  answer(hook: string, role: HookRole): boolean {
    const accepts = !this.refused.has(hook) && (this.approved.has(hook) || role === "check" || role === "notice");
    if (accepts) this.waiting.delete(hook);
    else if (role === "gate") this.waiting.add(hook);
    return accepts;
  }

  /** Opens every gate that somebody waits for. Each counts as waiting until it is asked again. */
  approveWaiting(): void {
    for (const hook of this.waiting) this.apply({ do: "approve", hook });
  }

  apply(intervention: Pick<Intervention, "do" | "hook">): void {
    const approves = intervention.do === "approve";
    (approves ? this.approved : this.refused).add(intervention.hook);
    (approves ? this.refused : this.approved).delete(intervention.hook);
  }
}
