import { InputError } from '../errors.js';

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const nameOf = (host: string): string => {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return '';
  }
};

/**
 * A page of any site can let its own name point to 127.0.0.1 and then read from here as if this were that site (DNS rebinding).
 * The browser still sends that site's name, so a server that listens on this machine alone answers only to names of this machine.
 * @param listensOn the address from the configuration
 * @param asked the Host header
 * @throws InputError WRONG_HOST
 */
export function checkHost(listensOn: string, asked: string | undefined): void {
  const own = nameOf(listensOn.includes(':') ? `[${listensOn}]` : listensOn);
  // No browser leaves the header out.
  if (asked === undefined || !loopback.test(own) || loopback.test(nameOf(asked))) return;
  throw new InputError(
    'WRONG_HOST',
    'This server listens on this machine only and answers to localhost. For other names set HOST, or let the proxy send "Host: localhost".',
  );
}
