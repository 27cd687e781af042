/**
 * gRPC's retry throttling (gRFC A6): failures take a token, successes add `tokenRatio`, and retries are sent
 * only while more than half of the tokens are left.
 */
export class GrpcThrottle {
  tokens: number;
  private readonly maxTokens: number;
  private readonly tokenRatio: number;

  constructor(maxTokens: number, tokenRatio: number) {
    this.maxTokens = maxTokens;
    this.tokenRatio = tokenRatio;
    this.tokens = maxTokens;
  }

  /** A failed attempt; says whether it may be retried. */
  fail(): boolean {
    this.tokens = Math.max(0, this.tokens - 1);
    return this.tokens > this.maxTokens / 2;
  }

  succeed(): void {
    this.tokens = Math.min(this.maxTokens, this.tokens + this.tokenRatio);
  }
}

/** A budget that each new request pays into and each retry takes one from (Finagle, linkerd). */
export class DepositBudget {
  tokens: number;
  private readonly deposit: number;
  private readonly capacity: number;

  constructor(budget: { readonly deposit: number; readonly capacity: number; readonly initial: number }) {
    this.deposit = budget.deposit;
    this.capacity = budget.capacity;
    this.tokens = budget.initial;
  }

  request(): void {
    this.tokens = Math.min(this.capacity, this.tokens + this.deposit);
  }

  /** Asks for a retry; a granted one is paid for at once. */
  retry(): boolean {
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}
