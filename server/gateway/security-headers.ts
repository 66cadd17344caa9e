import "server-only";
import type { ServerResponse } from "node:http";

type HeaderFacts = { publicUrl: string; isDev: boolean };

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "X-DNS-Prefetch-Control": "off",
};

const NO_POWERS =
  "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()";

/** The camera belongs to the scanner's page and to nothing else. */
const powersOf = (path: string): string =>
  path === "/redeem" || path.startsWith("/redeem/") ? NO_POWERS.replace("camera=()", "camera=(self)") : NO_POWERS;

export function setSecurityHeaders(res: ServerResponse, path: string, { publicUrl }: HeaderFacts): void {
  for (const [name, value] of Object.entries(ALWAYS)) res.setHeader(name, value);
  res.setHeader("Permissions-Policy", powersOf(path));
  if (publicUrl.startsWith("https:")) res.setHeader("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

/** For answers that are not pages: nothing in them may ever run. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Where browsers tell what a page tried that its policy forbids. */
export const POLICY_REPORTS = "/csp-report";

/** For pages: scripts by nonce only. Workers and wasm are the map's and the scanner's, both from our own origin. */
export function pagePolicy(nonce: string, path: string, { isDev }: HeaderFacts): string {
  const wasm = path.startsWith("/scanner/") ? " 'wasm-unsafe-eval'" : "";
  const dev = isDev ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${wasm}${dev}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDev ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "media-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self' https://checkout.stripe.com",
    `report-uri ${POLICY_REPORTS}`,
  ].join("; ");
}
