import type { Account, AccountChange, Identifier } from "@/server/auth/domain/account";
import type { NewDevice } from "@/server/auth/domain/device";
import type { Code, CodePurpose, NewCode } from "@/server/auth/domain/one-time-code";
import type { NewSession, Session } from "@/server/auth/domain/session";
import type { Tries } from "@/server/auth/domain/throttle";
import type { Id } from "@/server/kernel/id";
import type { NotificationQueue } from "@/server/notifications/contract";
import type { AuthServices } from "@/server/platform/credentials";
import type { Ctx } from "@/server/platform/ctx";
import type { KeyPurpose, PreparedKey } from "@/server/platform/keys";
import type { SharedUnit } from "@/server/platform/unit";
import type { StaffAssignment } from "@/server/stations/contract";

import type { PinStore } from "./ports/pins";
import type { StationDeviceStore } from "./ports/station-devices";

export type AccountStore = {
  byIdentifier(identifier: Identifier): Promise<Account | undefined>;
  byId(id: Id<"user">): Promise<Account | undefined>;
  lock(id: Id<"user">): Promise<Account | undefined>;
  /** False where the address is taken; nothing is stored then. */
  add(account: Account): Promise<boolean>;
  change(id: Id<"user">, change: AccountChange): Promise<void>;
  /** What somebody may: every access token of before is worth nothing from then on. */
  entitle(id: Id<"user">, access: Pick<Account, "role" | "isActive">): Promise<void>;
  /** A number nobody proved to be theirs goes to whoever gives it next; false where it is proved. */
  freePhone(phone: string): Promise<boolean>;
  signedIn(id: Id<"user">, at: Date): Promise<void>;
  /** False where this or a later step was used before. */
  useTotpStep(id: Id<"user">, step: number): Promise<boolean>;
  replaceRecoveryCodes(id: Id<"user">, hashes: readonly { id: Id<"row">; hash: string }[]): Promise<void>;
  /** False where there is no such unused code. */
  useRecoveryCode(id: Id<"user">, hash: string, at: Date): Promise<boolean>;
};

export type SessionStore = {
  add(session: NewSession): Promise<void>;
  lock(id: Id<"session">): Promise<Session | undefined>;
  rotate(id: Id<"session">, next: { refreshHash: string; at: Date; expiresAt: Date }): Promise<void>;
  showSecondFactor(id: Id<"session">, at: Date): Promise<void>;
  /** Live sessions only; answers those that ended now. */
  revoke(ids: readonly Id<"session">[], end: { at: Date; reason: string }): Promise<readonly Id<"session">[]>;
  liveOf(userId: Id<"user">, now: Date): Promise<readonly Id<"session">[]>;
  /** Who is on a paired device. */
  liveOn(deviceId: Id<"stationDevice">, now: Date): Promise<readonly { id: Id<"session">; userId: Id<"user"> }[]>;
  /** The device of this person that the token belongs to. */
  deviceOf(userId: Id<"user">, tokenHash: string): Promise<Id<"device"> | undefined>;
  addDevice(device: NewDevice): Promise<void>;
};

export type CodeStore = {
  add(code: NewCode): Promise<void>;
  /** How many went to this address or number since, and when the first of them did. */
  countSince(purpose: CodePurpose, subject: string, since: Date): Promise<{ count: number; first: Date | undefined }>;
  lockByHash(purpose: CodePurpose, codeHash: string): Promise<Code | undefined>;
  lockNewest(purpose: CodePurpose, userId: Id<"user">): Promise<Code | undefined>;
  tried(id: Id<"row">): Promise<void>;
  used(id: Id<"row">, at: Date): Promise<void>;
};

export type ThrottleStore = {
  /** In key order, until the transaction ends; a key never seen has none. */
  lock(keys: readonly string[], now: Date): Promise<ReadonlyMap<string, Tries>>;
  save(tries: ReadonlyMap<string, Tries>): Promise<void>;
  clear(keys: readonly string[]): Promise<void>;
  /** Takes one failure back. */
  forgive(keys: readonly string[]): Promise<void>;
};

export type SigningKeyStore = {
  /** The key that signs steps back and this one takes its place; false where the purpose was rotated meanwhile. */
  succeed(key: PreparedKey, at: Date): Promise<boolean>;
  activeSince(purpose: KeyPurpose): Promise<Date | undefined>;
  /** Access-token keys that stepped back before the instant verify nothing any more; answers their kids. */
  revokeRetired(before: Date): Promise<readonly string[]>;
};

export type AuthStore = {
  accounts: AccountStore;
  sessions: SessionStore;
  codes: CodeStore;
  throttles: ThrottleStore;
  pins: PinStore;
  stationDevices: StationDeviceStore;
  signingKeys: SigningKeyStore;
};

export type AuthUnit = SharedUnit & { readonly auth: AuthStore; readonly notifications: NotificationQueue };

/** Where people work decides over paired devices. */
export type DeviceUnit = AuthUnit & {
  workplaces(userId: Id<"user">): Promise<readonly StaffAssignment[]>;
};

/** What commands of this context receive: who calls, from which network, on which device. */
type Calling = {
  readonly services: AuthServices;
  readonly network: string;
  readonly deviceToken: string | undefined;
  /** What makes the caller's device one of a station's. */
  readonly stationKey?: string | undefined;
  readonly userAgent?: string | undefined;
};

export type AuthCtx = Ctx<AuthUnit> & Calling;
export type DeviceCtx = Ctx<DeviceUnit> & Calling;
