/**
 * Erlang B: the share of Poisson arrivals that find all servers busy when nobody waits. `offered` is the load
 * in Erlang. The usual recursion over servers, which loses no digits (Gross et al., Fundamentals of Queueing
 * Theory, §3.6).
 */
export function erlangB(servers: number, offered: number): number {
  let blocking = 1;
  for (let k = 1; k <= servers; k++) blocking = (offered * blocking) / (k + offered * blocking);
  return blocking;
}
