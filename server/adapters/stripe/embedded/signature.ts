import "server-only";
import { createHmac } from "node:crypto";

/** HMAC-SHA256 over `<t>.<body>`, the way Stripe signs. */
export const macOf = (body: string, secret: string, atS: number): string =>
  createHmac("sha256", secret).update(`${atS}.${body}`).digest("hex");

/** `t=…,v1=…`, and another `v1` for each further secret that is valid while one replaces another. */
export const signatureHeader = (body: string, secrets: readonly string[], atS: number): string =>
  [`t=${atS}`, ...secrets.map((secret) => `v1=${macOf(body, secret, atS)}`)].join(",");
