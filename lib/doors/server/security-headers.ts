import type { Gate } from "./gates.ts";

/**
 * What is said with every answer. Next and next-themes start with inline scripts that differ from page to page, so inline
 * scripts are allowed; everything else comes from here, and texts that people write are never rendered as HTML.
 */
export function securityHeaders(development: boolean): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
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
    "Content-Security-Policy": policy.join("; "),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
  };
}

/** What people attached: nothing in it may run, wherever it is opened. */
export const ATTACHED = { path: "/api/v1/attachments/:attachment/content", policy: "sandbox; default-src 'none'" };
const IS_ATTACHED = /^\/api\/v1\/attachments\/[^/?]+\/content\/*(\?|$)/;

/** The pages of one-time links: no request that they make tells the address, which holds the link's secret. */
export const ONE_TIME_LINKS = { paths: ["/join", "/reset"], referrer: "no-referrer" };
const IS_ONE_TIME_LINK = /^\/(join|reset)\/*(\?|$)/;

/** Says them here rather than in Next's configuration, which would be read anew, as a pattern, for each request. */
export function saySecurityHeaders({ development = false } = {}): Gate {
  const headers = Object.entries(securityHeaders(development));
  return (request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    if (IS_ATTACHED.test(request.url ?? "")) response.setHeader("Content-Security-Policy", ATTACHED.policy);
    if (IS_ONE_TIME_LINK.test(request.url ?? "")) response.setHeader("Referrer-Policy", ONE_TIME_LINKS.referrer);
    return false;
  };
}
