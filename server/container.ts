import "server-only";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";

import { type Database, type Db, openDatabase, type ReadDb, type Tx } from "@/db/client";

import { ed25519CouponSigner } from "./adapters/coupon-signer/ed25519-signer";
import { createKeyRing } from "./adapters/keys/key-ring";
import { createSecrets } from "./adapters/keys/secrets";
import { ed25519Receipts } from "./adapters/receipt-signer/ed25519-receipts";
import type { AdsUnit, ViewTokens } from "./ads/ports";
import type { AuditUnit } from "./audit/ports";
import type { AuthUnit } from "./auth/ports";
import { authStore } from "./auth/store/auth-store";
import { adsUnit, viewTokens } from "./container/ads";
import { createIdentityServices, type IdentityServices, redisPart } from "./container/auth-services";
import { booksUnit } from "./container/books";
import { createMessages, messagesUnit } from "./container/messages";
import { createNearby, type FindNearby } from "./container/nearby";
import { createPayments, paymentsUnit } from "./container/payments";
import { raffleServices, raffleUnit } from "./container/raffles";
import { createRedemptionQueue } from "./container/redemption-queue";
import { stationsUnit } from "./container/stations";
import { subscriptionsOf } from "./container/subscriptions";
import type { RedeemAnswer, RedeemAsk } from "./coupons/commands/redeem-coupons";
import type { ReceiptSigner } from "./coupons/domain/signed-receipt";
import type {
  CouponSigner,
  ExpiryUnit,
  FraudUnit,
  PurchaseServices,
  PurchaseUnit,
  RedemptionUnit,
  ShiftUnit,
} from "./coupons/ports";
import type { DashboardUnit } from "./dashboard/ports";
import { createDoorbell, type Doorbell } from "./jobs/doorbell";
import type { Id, IdKind, NewId } from "./kernel/id";
import type { LedgerPoster } from "./ledger/contract";
import type { ClearingUnit } from "./ledger/ports";
import type { MessageServices, NewsUnit } from "./notifications/ports";
import type { WebhookVerifier } from "./payments/ports/gateway";
import type { ReconciliationUnit } from "./payments/ports/reconciliation";
import type { OpenPayments, PaymentsUnit } from "./payments/ports/unit";
import { openPayments } from "./payments/queries/open-payments";
import { type Actor, actorName, type Ctx } from "./platform/ctx";
import type { DemoDesk } from "./platform/demo-desk";
import type { Env } from "./platform/env";
import { databaseClock, eventWriter, type Origin } from "./platform/event-log";
import type { GroupCommit } from "./platform/group-commit";
import type { KeyRing, Secrets } from "./platform/keys";
import type { Logger } from "./platform/logger";
import { type Answer, answerOperations, beginOperations, type Operation } from "./platform/operations";
import type { Part } from "./platform/parts";
import { createDrainer, type Drainer, registerSubscriptions } from "./platform/subscriptions";
import type { OperationId, SharedUnit } from "./platform/unit";
import type { ClaimsUnit, RaffleServices, RafflesUnit } from "./raffles/ports";
import type { StationsUnit } from "./stations/ports";

/** Every store and contract a transaction may touch; a context's own unit type names the part it needs. */
export type Unit = SharedUnit &
  AuthUnit &
  NewsUnit &
  StationsUnit &
  RedemptionUnit &
  FraudUnit &
  ShiftUnit &
  RafflesUnit &
  ClaimsUnit &
  AdsUnit &
  PurchaseUnit &
  ExpiryUnit &
  AuditUnit &
  ClearingUnit &
  DashboardUnit &
  ReconciliationUnit &
  PaymentsUnit & { readonly tx: Tx; readonly ledger: LedgerPoster };

/** What lives as long as the process: ports with their adapters, and the queues in front of them. */
export type Services = PurchaseServices &
  IdentityServices &
  MessageServices & {
    readonly doorbell: Doorbell;
    readonly keys: KeyRing;
    readonly secrets: Secrets;
    readonly couponSigner: CouponSigner;
    readonly receipts: ReceiptSigner;
    readonly raffles: RaffleServices;
    readonly viewTokens: ViewTokens;
    readonly redemptions: GroupCommit<RedeemAsk, RedeemAnswer>;
    readonly webhooks: WebhookVerifier;
    readonly openPayments: OpenPayments;
    readonly findNearby: FindNearby;
  };

/** What a procedure receives. */
export type ApiCtx<A extends Actor = Actor> = Ctx<Unit, A> & {
  readonly env: Env;
  /** For queries: selects only. */
  readonly db: ReadDb;
  readonly services: Services;
  /** `Idempotency-Key` of the request, if any. */
  readonly operationId: OperationId | undefined;
  /** The caller's network (IPv4 /32, IPv6 /64) and device, for throttling. */
  readonly network: string;
  readonly deviceToken: string | undefined;
  /** What makes the caller's device one of a station's. */
  readonly stationKey?: string | undefined;
  /** Headers the procedure wants on the answer: limits, replays, cookies. */
  readonly answerHeaders: Headers;
};

export type Caller = Omit<ApiCtx, "env" | "db" | "services" | "now" | "newId" | "transact" | "log">;

export type Container = {
  readonly env: Env;
  readonly log: Logger;
  readonly database: Database;
  readonly services: Services;
  readonly drainer: Drainer;
  /** What `/readyz` asks: add a line for each thing outside the process. */
  readonly parts: readonly Part[];
  /** Undefined outside the demonstration. */
  readonly demo: DemoDesk | undefined;
  contextFor(caller: Caller): ApiCtx;
  /** For jobs, seeds and scripts: acts as `system:<name>`. */
  systemContext(name: string): ApiCtx<Extract<Actor, { kind: "system" }>>;
  once(ctx: ApiCtx, operation: Operation, work: (ctx: ApiCtx) => Promise<Answer>): Promise<Once>;
  /** The gateway is open: whatever calls back into it may begin. */
  listening(port: number): void;
  close(): Promise<void>;
};

export type Once = { state: "answered"; answer: Answer; isReplay: boolean } | { state: "mismatch" };

export const newId: NewId = <K extends IdKind>(_kind: K) => uuidv7() as Id<K>;

/** Random and time come in here and nowhere else. */
const now = (): Date => new Date();

const unitOf = (tx: Tx, origin: Origin) => ({
  tx,
  clock: databaseClock(tx),
  events: eventWriter(tx, origin, newId),
  ...booksUnit(tx, newId),
  ...raffleUnit(tx, newId),
  ...adsUnit(tx, newId),
  ...stationsUnit(tx, newId),
  ...paymentsUnit(tx),
  auth: authStore(tx),
  ...messagesUnit(tx),
});

export async function createContainer(env: Env, log: Logger): Promise<Container> {
  const database = openDatabase({
    url: env.DATABASE_URL,
    pool: env.JSM_DATABASE_POOL,
    isEmbedded: env.JSM_DATABASE_EMBEDDED,
    applicationName: "jsm",
  });
  const { db } = database;
  const origin: Origin = { actor: { kind: "system", name: "subscription" }, requestId: "subscription" };
  const secrets = createSecrets(env.JSM_SECRET);
  const keys = createKeyRing({ db, secrets, log });
  const raffles = raffleServices({
    db,
    env,
    secrets,
    keys,
    log,
    now,
    drainTickets: async () => void (await drainer.drain("issue-tickets")),
  });
  const subscriptions = subscriptionsOf(raffles);
  const drainer: Drainer = createDrainer<Unit>({ db, subscriptions, unitOf: (tx) => unitOf(tx, origin), log });
  await registerSubscriptions(db, drainer.names);
  await keys.load();
  const doorbell = createDoorbell({ drainer, log });
  const transactAs = (by: Origin) => transactIn(db, by, () => doorbell.ring());
  const couponSigner = ed25519CouponSigner(keys);
  const redemptions = createRedemptionQueue({ db, ctx: batchCtx(log, transactAs) });
  const { payments, webhooks, embedded: embeddedStripe, part: stripePart } = createPayments(env, log, now);
  const identity = createIdentityServices({ env, db, log, keys, secrets, now });
  const messages = createMessages(env);
  const findNearby = await createNearby({ env, database, log, now });
  const randomBytes = (count: number) => secrets.random(count);
  const services: Services = {
    ...identity,
    ...messages.services,
    ...{ doorbell, keys, secrets, couponSigner, receipts: ed25519Receipts(keys), raffles, redemptions },
    ...{ payments, webhooks, randomBytes, openPayments: openPayments(db), findNearby, viewTokens: viewTokens(secrets) },
  };

  const contextFor = (caller: Caller): ApiCtx => ({
    ...caller,
    env,
    log: log.child({ requestId: caller.requestId, actor: actorName(caller.actor) }),
    db,
    services,
    now,
    newId,
    transact: transactAs({ actor: caller.actor, requestId: caller.requestId }),
  });

  return {
    env,
    log,
    database,
    services,
    drainer,
    parts: [databasePart(env, db), redisPart(env), stripePart, ...messages.parts],
    demo:
      env.JSM_MODE === "demo"
        ? { hostedPage: embeddedStripe?.hostedPage, captured: messages.mailbox?.list }
        : undefined,
    contextFor,
    systemContext: (name) => {
      const actor = { kind: "system", name } as const;
      return { ...contextFor(systemCaller(name)), actor };
    },
    once: (ctx, operation, work) => once({ db, ctx, operation, ring: () => doorbell.ring() }, work),
    listening: (port) => embeddedStripe?.deliverTo(`http://127.0.0.1:${port}/api/webhooks/stripe`),
    close: async () => {
      await redemptions.close();
      await doorbell.stop();
      await embeddedStripe?.stop();
      messages.close();
      await database.close();
    },
  };
}

const databasePart = (env: Env, db: Db): Part => ({
  name: "database",
  isEmbedded: env.JSM_DATABASE_EMBEDDED,
  isVital: true,
  check: async () => void (await db.execute(sql`select 1`)),
});

/** Batches carry the acts of many callers; each event says whose it was. */
const batchCtx = (log: Logger, transactAs: (by: Origin) => Ctx<Unit>["transact"]): Ctx<Unit> => {
  const actor = { kind: "system", name: "redemptions" } as const;
  const requestId = "redemptions";
  return { actor, requestId, locale: "es-MX", log, now, newId, transact: transactAs({ actor, requestId }) };
};

const systemCaller = (name: string): Caller => ({
  actor: { kind: "system", name },
  requestId: `${name}-${uuidv7()}`,
  locale: "es-MX",
  operationId: undefined,
  network: "system",
  deviceToken: undefined,
  answerHeaders: new Headers(),
});

const transactIn =
  (db: Db, by: Origin, ring: () => void) =>
  async <T>(work: (unit: Unit) => Promise<T>): Promise<T> => {
    let appended = 0;
    const value = await db.transaction(async (tx) => {
      const unit = unitOf(tx, by);
      const done = await work(unit);
      appended = unit.events.count;
      return done;
    });
    if (appended > 0) ring();
    return value;
  };

type OnceParts = { db: Db; ctx: ApiCtx; operation: Operation; ring(): void };

/** The call and its stored answer in one transaction: the same key and body get the first answer byte for byte. */
async function once({ db, ctx, operation, ring }: OnceParts, work: (ctx: ApiCtx) => Promise<Answer>): Promise<Once> {
  const outcome = await db.transaction(async (tx): Promise<Once> => {
    const begun = (await beginOperations(tx, [operation])).get(operation.opId);
    if (!begun || begun.state === "mismatch") return { state: "mismatch" };
    if (begun.state === "answered") return { state: "answered", answer: begun.answer, isReplay: true };
    const by: Origin = { actor: ctx.actor, requestId: ctx.requestId };
    const answer = await work({ ...ctx, transact: (inner) => inner(unitOf(tx, by)) });
    await answerOperations(tx, [{ opId: operation.opId, ...answer }]);
    return { state: "answered", answer, isReplay: false };
  });
  if (outcome.state === "answered" && !outcome.isReplay) ring();
  return outcome;
}
