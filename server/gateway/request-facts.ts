import "server-only";
import type { IncomingMessage } from "node:http";
import { isIPv6 } from "node:net";

import { uuidv7 } from "uuidv7";

import { isUuid } from "@/server/kernel/id";

export type RequestFacts = {
  readonly requestId: string;
  readonly locale: "es-MX" | "en";
  /** IPv4 /32 or IPv6 /64 of the caller, as far as the trusted proxies vouch for it. */
  readonly network: string;
  readonly deviceToken: string | undefined;
  readonly isWithCookie: boolean;
};

const readable = /^[\w.-]{8,64}$/;

export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

const localeOf = (req: IncomingMessage): "es-MX" | "en" => {
  const chosen = cookieOf(req.headers.cookie, "jsm.locale") ?? req.headers["accept-language"] ?? "";
  return /^\s*en\b/i.test(chosen) ? "en" : "es-MX";
};

/** Only as many hops of `X-Forwarded-For` count as proxies of ours stand in front. */
function addressOf(req: IncomingMessage, trustedProxies: number): string {
  const direct = (req.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  if (trustedProxies === 0) return direct;
  const hops = String(req.headers["x-forwarded-for"] ?? "")
    .split(",")
    .map((hop) => hop.trim());
  return hops.at(-trustedProxies) || direct;
}

/** The /64 of an IPv6 address: its first four groups, written out. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = address.split("%")[0]?.split("::") ?? [];
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array.from({ length: 8 - left.length - right.length }, () => "0");
  return `${[...left, ...zeros, ...right]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}

export function requestFacts(req: IncomingMessage, trustedProxies: number): RequestFacts {
  const asked = req.headers["x-request-id"];
  const device = cookieOf(req.headers.cookie, "jsm.device") ?? req.headers["x-device-token"];
  return {
    requestId: typeof asked === "string" && readable.test(asked) ? asked : uuidv7(),
    locale: localeOf(req),
    network: networkOf(addressOf(req, trustedProxies)),
    deviceToken: typeof device === "string" && device.length <= 200 ? device : undefined,
    isWithCookie: req.headers.cookie !== undefined && req.headers.authorization === undefined,
  };
}

/** `Idempotency-Key` as an operation id: undefined when absent, `"malformed"` when it is not a UUID. */
export function operationIdOf(req: IncomingMessage): string | undefined {
  const key = req.headers["idempotency-key"];
  if (key === undefined) return undefined;
  const text = String(key).toLowerCase();
  return isUuid(text) ? text : "malformed";
}
