const STABLE = 1;
const CANARY = 2;

/** Requests by slot: when they arrive, and how long a cookie lives that their answer sets (may be infinite). */
export interface CookieRequests {
  readonly arrival: Float64Array;
  readonly lifetime: Float64Array;
}

/** Which track each user's cookie pins, and until when. */
export class CookieJar {
  private readonly requests: CookieRequests;
  private readonly track: Uint8Array;
  private readonly expires: Float64Array;
  private readonly stablePins: boolean;

  /** `canary-only`: an answer of stable sets no cookie. */
  constructor(users: number, cookie: "canary-only" | "both", requests: CookieRequests) {
    this.requests = requests;
    this.track = new Uint8Array(users);
    this.expires = new Float64Array(users);
    this.stablePins = cookie === "both";
  }

  /** True when the request in `slot` goes to the canary: as the user's cookie says, else as drawn. Its answer may pin. */
  route(user: number, slot: number, drawnCanary: boolean): boolean {
    const at = this.requests.arrival[slot] as number;
    if (at < (this.expires[user] as number)) return this.track[user] === CANARY;
    if (drawnCanary || this.stablePins) {
      this.track[user] = drawnCanary ? CANARY : STABLE;
      this.expires[user] = at + (this.requests.lifetime[slot] as number);
    }
    return drawnCanary;
  }

  /** Users who carry a live canary cookie. */
  canaryCookies(at: number): number {
    let count = 0;
    for (let user = 0; user < this.track.length; user++) {
      if (this.track[user] === CANARY && at < (this.expires[user] as number)) count++;
    }
    return count;
  }
}
