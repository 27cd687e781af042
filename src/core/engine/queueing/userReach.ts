/**
 * Which users met the canary under two ways to choose the track at once: drawn for every request, or by the
 * user's bucket in [0, 1), which is below the weight or not.
 */
export class UserReach {
  private readonly bucket: Float64Array;
  private readonly met: Uint8Array;
  random = 0;
  sticky = 0;
  active = 0;

  constructor(bucket: Float64Array) {
    this.bucket = bucket;
    this.met = new Uint8Array(bucket.length);
  }

  /** A request of `user` while the canary's share is `weight`; `luck` in [0, 1) draws its track. */
  request(user: number, luck: number, weight: number): void {
    const before = this.met[user] as number;
    let now = before | ACTIVE;
    if (luck < weight) now |= RANDOM;
    if ((this.bucket[user] as number) < weight) now |= STICKY;
    if (now === before) return;
    const gained = now ^ before;
    if ((gained & ACTIVE) !== 0) this.active++;
    if ((gained & RANDOM) !== 0) this.random++;
    if ((gained & STICKY) !== 0) this.sticky++;
    this.met[user] = now;
  }
}

const ACTIVE = 1;
const RANDOM = 2;
const STICKY = 4;
