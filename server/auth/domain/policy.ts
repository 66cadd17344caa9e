import type { Role } from "./role";

const ANYONE = "ANYONE";
const SIGNED_IN = ["CUSTOMER", "ATTENDANT", "STATION_MANAGER", "ADVERTISER", "AUDITOR", "ADMIN"] as const;

/**
 * Which role may call what; a procedure without a row here does not compile. What a role may never call answers 403;
 * whose resource it is, each procedure checks itself and answers 404 (domain words, "Roles").
 */
export const policy = {
  "account:open": ANYONE,
  "account:sign-in": ANYONE,
  "account:recover": ANYONE,
  "account:own": SIGNED_IN,
  "account:change": SIGNED_IN,
  "account:pin": ["ATTENDANT", "STATION_MANAGER"],
  "device:manage": ["STATION_MANAGER"],
  "device:use": ANYONE,
  "user:read": ["ADMIN", "AUDITOR"],
  "user:manage": ["ADMIN"],

  "station:read": ANYONE,
  "station:review": ["CUSTOMER"],
  "station:price": ["STATION_MANAGER", "ADMIN"],
  "station:board": ["STATION_MANAGER", "AUDITOR", "ADMIN"],
  "station:inspect": ["ADMIN", "AUDITOR"],
  "station:manage": ["ADMIN"],

  "coupon:buy": ["CUSTOMER"],
  "coupon:own": ["CUSTOMER"],
  "coupon:validate": ["CUSTOMER", "ATTENDANT", "STATION_MANAGER"],
  "coupon:read": ["ADMIN", "AUDITOR"],
  "coupon:manage": ["ADMIN"],

  "redemption:create": ["ATTENDANT", "STATION_MANAGER"],
  "redemption:void": ["ATTENDANT", "STATION_MANAGER"],
  "redemption:read": ["ATTENDANT", "STATION_MANAGER", "AUDITOR", "ADMIN"],
  "receipt:read": ["CUSTOMER", "ATTENDANT", "STATION_MANAGER", "AUDITOR", "ADMIN"],
  "receipt:check": ANYONE,
  "fraud:read": ["AUDITOR", "ADMIN"],
  "fraud:review": ["ADMIN"],

  "raffle:read": ANYONE,
  "raffle:enter": ["CUSTOMER"],
  "ticket:own": SIGNED_IN,
  "raffle:manage": ["ADMIN"],
  "raffle:draw": ["ADMIN"],
  "raffle:control": ["ADMIN", "AUDITOR"],

  "ad:watch": ["CUSTOMER"],
  "campaign:own": ["ADVERTISER"],
  "campaign:read": ["ADVERTISER", "AUDITOR", "ADMIN"],
  "campaign:decide": ["ADMIN"],

  "dashboard:own": SIGNED_IN,
  "dashboard:station": ["STATION_MANAGER", "AUDITOR", "ADMIN"],
  "dashboard:system": ["AUDITOR", "ADMIN"],
  "ledger:read": ["AUDITOR", "ADMIN"],
  "payment:read": ["AUDITOR", "ADMIN"],
  "payment:reconcile": ["ADMIN"],
  "refund:pay": ["ADMIN"],
  "audit:read": ["AUDITOR", "ADMIN"],
} as const satisfies Record<string, typeof ANYONE | readonly Role[]>;

export type Permission = keyof typeof policy;

/** Who looks after others' money and data has a second factor, or nothing but their own account. */
const WITH_FACTOR: ReadonlySet<Role> = new Set(["STATION_MANAGER", "AUDITOR", "ADMIN"]);

/** Changes for which it must be fresh: refund exceptions, pay-outs, draws, roles. */
const FRESH_FACTOR: ReadonlySet<Permission> = new Set(["coupon:manage", "refund:pay", "raffle:draw", "user:manage"]);

/** All that a session on a shared device is for: work at the pump. */
const ON_SHARED_DEVICE: ReadonlySet<Permission> = new Set([
  "account:own",
  "coupon:validate",
  "redemption:create",
  "redemption:void",
  "redemption:read",
  "receipt:read",
]);

/** Whether a session that six digits opened is enough for a call that the role may make. */
export const isForSharedDevice = (permission: Permission): boolean =>
  policy[permission] === ANYONE || ON_SHARED_DEVICE.has(permission);

export const FRESH_FACTOR_MS = 10 * 60_000;

export type FactorVerdict = "good" | "missing" | "stale";

/** Whether the second factor this session showed, and when, is enough for a call that the role may make. */
export function judgeFactor(
  permission: Permission,
  { role, mfaAt }: { role: Role; mfaAt: Date | undefined },
  now: Date,
): FactorVerdict {
  const isOwnAccount = permission.startsWith("account:") || policy[permission] === ANYONE;
  if (isOwnAccount || !WITH_FACTOR.has(role)) return "good";
  if (mfaAt === undefined) return "missing";
  const isFresh = now.getTime() - mfaAt.getTime() <= FRESH_FACTOR_MS;
  return isFresh || !FRESH_FACTOR.has(permission) ? "good" : "stale";
}

export type Verdict = "allowed" | "sign-in-first" | "denied";

/** `role` is undefined for somebody who is not signed in. */
export function judge(permission: Permission, role: Role | undefined): Verdict {
  const allowed: typeof ANYONE | readonly Role[] = policy[permission];
  if (allowed === ANYONE) return "allowed";
  if (role === undefined) return "sign-in-first";
  return allowed.includes(role) ? "allowed" : "denied";
}
