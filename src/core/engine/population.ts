import type { UserCensus } from "./census.ts";

/**
 * What the release did to each user. Users need no events of their own: the sum of independent Poisson
 * users is Poisson, and whose request it is, is one draw.
 */
export class Population {
  private readonly exposed: Uint8Array;
  private readonly misled: Uint8Array;
  private readonly census: UserCensus | null;
  /** Failures of each user that the release caused, up to three. */
  readonly harms: Uint8Array;
  usersExposed = 0;
  usersHarmed = 0;
  usersHarmedThrice = 0;
  usersMisled = 0;

  /** `census` is told of everybody whom the canary's revision serves, each time. */
  constructor(users: number, census?: UserCensus) {
    this.census = census ?? null;
    this.exposed = new Uint8Array(users);
    this.misled = new Uint8Array(users);
    this.harms = new Uint8Array(users);
  }

  expose(user: number): void {
    if (this.census !== null) this.census.count(user);
    if (this.exposed[user] !== 0) return;
    this.exposed[user] = 1;
    this.usersExposed++;
  }

  /** A user got a wrong answer in good form. */
  mislead(user: number): void {
    if (this.misled[user] !== 0) return;
    this.misled[user] = 1;
    this.usersMisled++;
  }

  /** One more failure that the release caused. Counts stop at three, the last that anybody asks for. */
  harm(user: number): void {
    const harms = this.harms[user] as number;
    if (harms === 3) return;
    this.harms[user] = harms + 1;
    if (harms === 0) this.usersHarmed++;
    else if (harms === 2) this.usersHarmedThrice++;
  }
}
