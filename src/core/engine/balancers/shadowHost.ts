/** Host header of a mirrored request: `-shadow` goes before the port (E10). */
export function shadowHost(host: string): string {
  const port = portStart(host);
  return `${host.slice(0, port)}-shadow${host.slice(port)}`;
}

/** Where the port starts, its colon included. The colons of an IPv6 address stand in brackets (RFC 3986, 3.2.2). */
function portStart(host: string): number {
  const colon = host.lastIndexOf(":");
  return colon === -1 || host.lastIndexOf("]") > colon ? host.length : colon;
}
