import type { Candidates, InstancePicker, PickerSetup, RequestHashes } from "./instancePicker.ts";
import type { WeightedHost } from "./weightedHost.ts";

/** Where a request hash leads: the position of a host in the list it was built from, −1 without hosts. */
interface HashTable {
  find(high: number, low: number): number;
}

/**
 * Picks by the hash of the request in a table that is built again whenever the candidates change (E5, E6). A
 * request without a hash takes a random one. Slow start has no say here (E9).
 */
export class HashPicker implements InstancePicker {
  private readonly candidates: Candidates;
  private readonly hashes: RequestHashes;
  private readonly build: (hosts: readonly WeightedHost[]) => HashTable;
  private table: HashTable;

  constructor({ candidates, hashes }: PickerSetup, build: (hosts: readonly WeightedHost[]) => HashTable) {
    this.candidates = candidates;
    this.hashes = hashes;
    this.build = build;
    this.table = this.built();
  }

  refresh(): void {
    this.table = this.built();
  }

  pick(uniform: number, key: number): number {
    const position = key < 0 ? this.findRandom(uniform) : this.findKey(key);
    return position < 0 ? -1 : (this.candidates.list[position] as number);
  }

  private findKey(key: number): number {
    return this.table.find(this.hashes.high[key] as number, this.hashes.low[key] as number);
  }

  private findRandom(uniform: number): number {
    const scaled = uniform * 4294967296;
    const high = Math.floor(scaled);
    return this.table.find(high, Math.floor((scaled - high) * 4294967296));
  }

  private built(): HashTable {
    const { list, count, keys, weight } = this.candidates;
    const hosts = Array.from(list.subarray(0, count), (instance) => ({
      key: keys[instance] as string,
      weight: weight[instance] as number,
    }));
    return this.build(hosts);
  }
}
