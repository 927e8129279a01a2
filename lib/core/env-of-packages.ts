/** Lets next-auth build its addresses from the request's host, which our own rules have checked by then. */
export function trustRequestHost(): void {
  process.env.AUTH_TRUST_HOST = "true";
}
