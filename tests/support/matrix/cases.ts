import { randomUUID } from "node:crypto";

import { newAnomaly, newPriceRequest, newRefund, owedCoupon, refundWithAccount } from "./control-rows";
import {
  anybodys,
  atOwnStation,
  onlyFilters,
  ofStationOrOwner,
  ownersOnly,
  type Relation,
  type Rule,
  type Verdict,
} from "./relations";
import type { MatrixScene } from "./scene";

type Present = Exclude<Relation, "missing">;
export type CaseInput = Readonly<Record<string, unknown>>;

/** How a procedure that names a resource is called for each relation, and what must come of it. */
export type Case = { readonly rule: Rule; input(scene: MatrixScene, relation: Relation): Promise<CaseInput> };

type IdOf = (scene: MatrixScene, relation: Present) => Promise<string> | string;

const nobodys = (): string => randomUUID();
const idFor = async (idOf: IdOf, scene: MatrixScene, relation: Relation): Promise<string> =>
  relation === "missing" ? nobodys() : idOf(scene, relation);

/** The resource under one name of the input, and whatever else the input needs. */
const named = (name: string, idOf: IdOf, rule: Rule, rest: CaseInput = {}): Case => ({
  rule,
  input: async (scene, relation) => ({ ...rest, [name]: await idFor(idOf, scene, relation) }),
});

const coupon: IdOf = ({ coupons }, relation) => coupons[relation].id;
const newCoupon: IdOf = (scene, relation) => scene.newCoupon(relation);
const station: IdOf = ({ stations }, relation) => stations[relation];
const redemption: IdOf = (scene, relation) => scene.redeemed(relation);
const shift: IdOf = (scene, relation) => scene.shiftOf(relation);
const pairedDevice: IdOf = async ({ sql, stations, callers }, relation) => {
  const id = randomUUID();
  await sql`insert into station_devices (id, station_id, name, pairing_expires_at, key_hash, paired_at, offered_by)
    values (${id}, ${stations[relation]}, 'Isla 1', now(), ${id}, now(), ${callers.STATION_MANAGER.id})`;
  return id;
};
const draft: IdOf = ({ raffles }) => raffles.draft;
const published: IdOf = ({ raffles }) => raffles.published;
const ofCoupon = (rest: CaseInput = {}) => named("id", newCoupon, ownersOnly, rest);
const ofRaffle = (idOf: IdOf, rest: CaseInput = {}) => named("id", idOf, anybodys, rest);
const reason = { reason: "lo pidió por teléfono" };

/** Work at a pump: without an assignment there it is refused, and a station that is not there has none. */
const worksThere: Rule = (_role, relation) =>
  relation === "own" || relation === "another's" ? "allowed" : "ACCESS_DENIED";

/** The minute is the attendant's own; their manager has the whole day. A colleague has neither. */
const mayVoid: Rule = (role, relation): Verdict => {
  if (relation === "missing" || relation === "another station's") return "NOT_FOUND";
  if (relation === "own") return "allowed";
  return role === "STATION_MANAGER" ? "allowed" : "ACCESS_DENIED";
};

/** The raffle of the scene has no free entry in its rules. */
const noFreeEntry: Rule = (_role, relation) => (relation === "missing" ? "NOT_FOUND" : "STATE_CONFLICT");

/** Attendants see and end their own shift; managers see those of their stations and end only their own. */
const ownShift: Rule = (role, relation) => (role === "ATTENDANT" && relation === "own" ? "allowed" : "NOT_FOUND");
const shiftInSight: Rule = (role, relation) =>
  role === "ATTENDANT" ? ownersOnly(role, relation) : atOwnStation(role, relation);

/** The code decides which coupon it is: owners look at theirs, staff at any, where they work. */
const mayLookAtCode: Rule = (role, relation): Verdict => {
  if (relation === "missing") return "INVALID_QR_CODE";
  return role === "CUSTOMER" && relation !== "own" ? "NOT_FOUND" : "allowed";
};

const dispensing = { pumpNumber: 1, amount: "5.00" };
const noCode = `JSM1.K1.${"A".repeat(45)}.${"A".repeat(103)}`;

const codeOf = ({ coupons }: MatrixScene, relation: Relation): string =>
  relation === "missing" ? noCode : coupons[relation].code;

/** Every procedure whose input names a resource; one that is missing here fails the test. */
export const cases: Readonly<Record<string, Case>> = {
  "auth.sessions": named("cursor", nobodys, onlyFilters),
  "auth.revokeSession": named(
    "id",
    async ({ sessionOf, callers, attendants }, relation) =>
      (await sessionOf(relation === "own" ? callers.CUSTOMER : attendants["another's"])).sessionId,
    (role, relation) => (role === "CUSTOMER" && relation === "own" ? "allowed" : "NOT_FOUND"),
  ),
  "auth.changeAccess": named(
    "id",
    async ({ callers, world }, relation) => (relation === "own" ? callers.ADMIN : await world.person()).id,
    (_role, relation) => (relation === "own" ? "ACCESS_DENIED" : anybodys("ADMIN", relation)),
    { isActive: false, reason: "dejó de trabajar aquí" },
  ),
  "auth.users": named("cursor", nobodys, onlyFilters),

  "devices.list": named("id", station, atOwnStation),
  "devices.offer": named("id", station, atOwnStation, { name: "Isla 1" }),
  "devices.revoke": named("id", pairedDevice, atOwnStation),
  // No caller of this table shows the key of a paired device.
  "devices.signIn": named(
    "userId",
    ({ attendants }, relation) => attendants[relation].id,
    () => "UNAUTHORIZED",
    {
      pin: "907142",
    },
  ),

  "coupons.purchase": named("stationId", station, onlyFilters, { amount: "1.00", fuelType: "REGULAR" }),
  "coupons.byId": ofCoupon(),
  "coupons.redemption": {
    rule: ownersOnly,
    input: async (scene, relation) => ({
      id: await idFor(coupon, scene, relation),
      redemptionId: await idFor(redemption, scene, relation),
    }),
  },
  "coupons.confirmPayment": ofCoupon(),
  "coupons.regenerateQr": ofCoupon(),
  "coupons.change": ofCoupon({ fuelType: "PREMIUM" }),
  "coupons.cancel": ofCoupon(),
  "coupons.giveRefundAccount": named("id", owedCoupon, ownersOnly, { clabe: "032180000118359719" }),
  "coupons.all": named("cursor", nobodys, onlyFilters),
  "coupons.inspect": named("id", coupon, anybodys),
  "coupons.refund": named("id", newCoupon, anybodys, reason),
  "coupons.reissue": named("id", newCoupon, anybodys, reason),

  "redemptions.redeem": {
    rule: worksThere,
    input: async (scene, relation) => ({
      ...dispensing,
      qrCode: codeOf(scene, relation === "missing" ? "own" : relation),
      stationId: await idFor(station, scene, relation),
    }),
  },
  "redemptions.redeemCoupon": {
    rule: worksThere,
    input: async (scene, relation) => ({
      ...dispensing,
      id: await coupon(scene, relation === "missing" ? "own" : relation),
      qrCode: codeOf(scene, relation === "missing" ? "own" : relation),
      stationId: await idFor(station, scene, relation),
    }),
  },
  "redemptions.void": named("id", redemption, mayVoid, { reason: "carga repetida" }),
  "redemptions.voidWithPin": named("stationId", station, atOwnStation, {
    id: nobodys(),
    managerId: nobodys(),
    pin: "204816",
    reason: "carga repetida",
  }),
  "redemptions.managers": named("stationId", station, atOwnStation),
  "redemptions.list": named("stationId", station, (role, relation) =>
    relation === "missing" && (role === "ADMIN" || role === "AUDITOR") ? "allowed" : atOwnStation(role, relation),
  ),
  "redemptions.ofCoupon": named("id", coupon, ownersOnly),
  "redemptions.preview": {
    rule: mayLookAtCode,
    input: async (scene, relation) => ({ qrCode: codeOf(scene, relation) }),
  },
  "redemptions.ofOperation": named("operationId", nobodys, onlyFilters),
  "redemptions.shift": named("stationId", station, onlyFilters),
  "shifts.open": named("stationId", station, worksThere),
  "shifts.close": named("id", shift, ownShift),
  "shifts.byId": named("id", shift, shiftInSight),
  "receipts.ofRedemption": named("id", redemption, ofStationOrOwner),
  "fraud.flags": named("stationId", station, onlyFilters),
  "fraud.review": named("id", ({ flag }) => flag, anybodys, { verdict: "DISMISSED", note: "todo en orden" }),

  "raffles.published": named("cursor", nobodys, onlyFilters),
  "raffles.byId": ofRaffle(published),
  "raffles.winners": ofRaffle(published),
  "raffles.log": ofRaffle(published),
  "raffles.logProof": { ...ofRaffle(published, { leaf: 0 }), rule: () => "NOT_FOUND" },
  "raffles.logConsistency": { ...ofRaffle(published, { from: 1, to: 2 }), rule: () => "NOT_FOUND" },
  "raffles.myTickets": named("raffleId", published, onlyFilters),
  "raffles.blocks": named("raffleId", published, onlyFilters),
  "raffles.enterFree": { ...ofRaffle(published), rule: noFreeEntry },
  "raffles.all": named("cursor", nobodys, onlyFilters),
  "raffles.update": ofRaffle(draft, { description: "otra" }),
  "raffles.publish": ofRaffle(draft),
  "raffles.freeze": ofRaffle(draft),
  "raffles.draw": ofRaffle(draft),
  "raffles.noteEvidence": ofRaffle(published),
  "raffles.cancel": ofRaffle(draft, reason),

  "stations.byId": named("id", station, anybodys),
  "stations.prices": named("id", station, anybodys),
  "stations.reviews": named("id", station, anybodys),
  "stations.changePrice": named("id", station, atOwnStation, { fuelType: "REGULAR", price: "23.60" }),
  "stations.directory": named("cursor", nobodys, onlyFilters),
  "stations.update": named("id", station, anybodys, { name: "Otra estación" }),
  "stations.priceRequests": named("cursor", nobodys, onlyFilters),
  "stations.decidePrice": named("id", newPriceRequest, anybodys, { decision: "REJECTED" }),

  "dashboard.station": named("id", station, atOwnStation),
  "ledger.statement": named("couponId", coupon, onlyFilters, { account: "COUPON" }),
  "payments.refunds": named("cursor", nobodys, onlyFilters),
  "payments.retryRefund": named("id", newRefund, anybodys),
  "payments.refundAccount": named("id", refundWithAccount, anybodys),
  "payments.recordTransfer": named("id", newRefund, anybodys, { amount: "50.00", reference: "CLAVE1234567" }),
  "payments.confirmTransfer": named("id", newRefund, anybodys, { isAccepted: true }),
  "payments.disputes": named("cursor", nobodys, onlyFilters),
  "payments.anomalies": named("cursor", nobodys, onlyFilters),
  "payments.resolveAnomaly": named("id", newAnomaly, anybodys, { note: "revisado con el banco" }),
  "audit.list": named("aggregateId", coupon, onlyFilters),
  "ads.available": named("redemptionId", redemption, ownersOnly),
};
