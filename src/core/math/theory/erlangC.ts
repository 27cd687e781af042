import { erlangB } from "./erlangB.ts";

/** Erlang C: the share of Poisson arrivals that wait in M/M/c, from Erlang B; 1 when the load is not below the servers. */
export function erlangC(servers: number, offered: number): number {
  if (offered >= servers) return 1;
  const blocking = erlangB(servers, offered);
  return (servers * blocking) / (servers - offered * (1 - blocking));
}
