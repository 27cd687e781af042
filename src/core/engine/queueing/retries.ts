/**
 * Attempts of requests that fail by chance alone: request i fails its k-th attempt when `luck[k][i]` is below
 * its failure probability. Luck belongs to (request, attempt), so that a policy with more attempts changes
 * nobody else's luck. Writes the attempts made and whether the last one succeeded.
 */
export function attemptAll(
  luck: readonly Float64Array[],
  failure: Float64Array,
  result: { readonly attempts: Uint8Array; readonly succeeded: Uint8Array },
): void {
  const { attempts, succeeded } = result;
  attempts.fill(0);
  succeeded.fill(0);
  for (const column of luck) {
    for (let i = 0; i < failure.length; i++) {
      if (succeeded[i] === 1) continue;
      (attempts[i] as number)++;
      if ((column[i] as number) >= (failure[i] as number)) succeeded[i] = 1;
    }
  }
}
