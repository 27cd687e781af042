/**
 * Threefry-2x32 with 20 rounds: a counter-based generator, used to derive stream states from names.
 * Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC11).
 * Returns two unsigned 32-bit words for a key and a counter of two words each.
 */
export function threefry(key0: number, key1: number, counter0: number, counter1: number): readonly [number, number] {
  const keys = [key0 | 0, key1 | 0, 0x1bd11bda ^ key0 ^ key1];
  let x0 = (counter0 + key0) | 0;
  let x1 = (counter1 + key1) | 0;
  for (let block = 0; block < 5; block++) {
    const rotations = block % 2 === 0 ? EVEN : ODD;
    for (const rotation of rotations) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << rotation) | (x1 >>> (32 - rotation))) ^ x0;
    }
    x0 = (x0 + (keys[(block + 1) % 3] as number)) | 0;
    x1 = (x1 + (keys[(block + 2) % 3] as number) + block + 1) | 0;
  }
  return [x0 >>> 0, x1 >>> 0];
}

const EVEN = [13, 15, 26, 6];
const ODD = [17, 29, 16, 24];
