import { randomBytes } from "node:crypto";
import type { Gate } from "./gates.ts";

/** Where a page finds the nonce for inline scripts of its own; Next finds its own in the request's policy. */
export const NONCE_HEADER = "x-turbo-nonce";

/** Addresses that answer with anything but a page. */
export const NO_PAGE = /^\/(api|mcp|health|metrics|admin|_next)(\/|\?|$)/;

/** A host that says the headers by itself knows no nonce, so there the inline scripts that Next starts with are allowed. */
export const NO_NONCE = "'self' 'unsafe-inline'";

/**
 * What is said with every answer. Styles within a page are allowed: what is dragged, scrolled or drawn is placed by them,
 * and the editor, the toasts and the theme bring style elements of their own.
 */
export function securityHeaders(scripts: string, development = false): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `script-src ${scripts}${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    [POLICY]: policy.join("; "),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  };
}

const POLICY = "Content-Security-Policy";

/** What people attached: nothing in it may run, wherever it is opened. */
export const ATTACHED = { path: "/api/v1/attachments/:attachment/content", policy: "sandbox; default-src 'none'" };
const IS_ATTACHED = /^\/api\/v1\/attachments\/[^/?]+\/content\/*(\?|$)/;

/** The pages of one-time links: no request that they make tells the address, which holds the link's secret. */
export const ONE_TIME_LINKS = { paths: ["/join", "/reset"], referrer: "no-referrer" };
const IS_ONE_TIME_LINK = /^\/(join|reset)\/*(\?|$)/;

/** Says them here rather than in Next's configuration, which would be read anew, as a pattern, for each request. */
export function saySecurityHeaders({ development = false } = {}): Gate {
  const { [POLICY]: policy = "", ...others } = securityHeaders("'self'", development);
  const headers = Object.entries(others);
  const [before = "", after = ""] = policy.split("script-src 'self'");
  return (request, response) => {
    const url = request.url ?? "";
    for (const [name, value] of headers) response.setHeader(name, value);
    if (NO_PAGE.test(url)) {
      response.setHeader(POLICY, IS_ATTACHED.test(url) ? ATTACHED.policy : policy);
      return false;
    }
    // Scripts of a page are those that hold its nonce, and what these load: not whatever else lies at this origin.
    const nonce = randomBytes(16).toString("base64");
    const ofPage = `${before}script-src 'nonce-${nonce}' 'strict-dynamic'${after}`;
    response.setHeader(POLICY, ofPage);
    request.headers["content-security-policy"] = ofPage;
    request.headers[NONCE_HEADER] = nonce;
    if (IS_ONE_TIME_LINK.test(url)) response.setHeader("Referrer-Policy", ONE_TIME_LINKS.referrer);
    return false;
  };
}
