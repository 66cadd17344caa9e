import { z } from "zod";

import { parsePesos } from "@/server/kernel/money";
import { idOf, instantSchema, pageInput, pesosSchema, textOf } from "@/server/kernel/schemas";

import { prizeTypes } from "../domain/prize";
import { RAFFLE_STATUSES } from "../domain/raffle-words";

const dayS = 86_400;
const mostWinners = 1_000;

export const raffleId = idOf("raffle");
export const raffleIdInput = z.strictObject({ id: raffleId });

const isPositive = (text: string): boolean => (parsePesos(text) ?? 0) > 0;

export const prizeSchema = z.strictObject({
  name: textOf(1, 120),
  type: z.enum(prizeTypes),
  declaredValue: pesosSchema.refine(isPositive, { error: "must be more than 0.00" }),
  quantity: z.number().int().min(1).max(mostWinners),
});

const prizesSchema = z
  .array(prizeSchema)
  .max(50)
  .refine((prizes) => prizes.reduce((sum, prize) => sum + prize.quantity, 0) <= mostWinners, {
    error: `at most ${mostWinners} prizes in all`,
  });

const content = {
  name: textOf(1, 120),
  description: textOf(0, 2_000),
  permitNumber: textOf(0, 60),
  territory: textOf(0, 200),
  startDate: instantSchema,
  endDate: instantSchema,
  drawDate: instantSchema,
  /** Left out or null: every station of the network. */
  stationIds: z.array(idOf("station")).min(1).max(1_000).nullable(),
  noticeSeconds: z
    .number()
    .int()
    .min(1)
    .max(30 * dayS),
  /** Rule version 1 knows one price. */
  pesosPerTicket: z.enum(["100.00"]),
  maxTicketsPerPerson: z.number().int().min(1).max(100),
  winsPerPerson: z.number().int().min(1).max(100),
  alternatesPerPrize: z.number().int().min(0).max(20),
  /** One number a week without a purchase, for whoever proves a phone. */
  freeEntry: z.boolean(),
  prizes: prizesSchema,
};

export const createRaffleInput = z.strictObject({
  ...content,
  description: content.description.default(""),
  permitNumber: content.permitNumber.default(""),
  territory: content.territory.default(""),
  stationIds: content.stationIds.default(null),
  noticeSeconds: content.noticeSeconds.default(dayS),
  pesosPerTicket: content.pesosPerTicket.default("100.00"),
  maxTicketsPerPerson: content.maxTicketsPerPerson.default(100),
  winsPerPerson: content.winsPerPerson.default(1),
  alternatesPerPrize: content.alternatesPerPrize.default(3),
  freeEntry: content.freeEntry.default(false),
});
export type CreateRaffleInput = z.infer<typeof createRaffleInput>;

export const updateRaffleInput = z.strictObject({ id: raffleId, ...z.object(content).partial().shape });
export type UpdateRaffleInput = z.infer<typeof updateRaffleInput>;

export const cancelRaffleInput = z.strictObject({ id: raffleId, reason: textOf(3, 300) });
export const drawRaffleInput = z.strictObject({
  id: raffleId,
  /** The round's signature typed by hand, where no relay can be reached. */
  signature: z
    .string()
    .regex(/^[0-9a-fA-F]{96}$/)
    .toLowerCase()
    .optional(),
});

export const rafflesInput = z.strictObject({
  ...pageInput,
  cursor: raffleId.optional(),
  status: z.enum(RAFFLE_STATUSES).optional(),
});

const statusSchema = z.enum(RAFFLE_STATUSES);

const listed = {
  id: raffleId,
  name: z.string(),
  description: z.string(),
  startDate: z.string(),
  endDate: z.string(),
  drawDate: z.string(),
  status: statusSchema,
  prizes: z.array(
    z.strictObject({
      name: z.string(),
      type: z.enum(prizeTypes),
      declaredValue: z.string(),
      quantity: z.number().int(),
    }),
  ),
  totalTickets: z.number().int(),
  /** Null for strangers. */
  userTickets: z.number().int().nullable(),
  permitNumber: z.string().nullable(),
  freeEntry: z.boolean(),
};
export const raffleListing = z.strictObject(listed);
export type RaffleListing = z.infer<typeof raffleListing>;

export const activeOutput = z.strictObject({ raffles: z.array(raffleListing) });
export const rafflesOutput = z.strictObject({ raffles: z.array(raffleListing), nextCursor: z.string().nullable() });

export const raffleDetail = z.strictObject({
  ...listed,
  territory: z.string().nullable(),
  stationIds: z.array(idOf("station")).nullable(),
  noticeSeconds: z.number().int(),
  pesosPerTicket: z.string(),
  maxTicketsPerPerson: z.number().int(),
  winsPerPerson: z.number().int(),
  alternatesPerPrize: z.number().int(),
  opensAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  frozenAt: z.string().nullable(),
  drawnAt: z.string().nullable(),
  endedReason: z.string().nullable(),
  /** Known from the freeze on. */
  commitment: z
    .strictObject({ hash: z.string(), chain: z.string(), round: z.number().int(), roundAt: z.string() })
    .nullable(),
  files: z.array(z.strictObject({ name: z.string(), sha256: z.string(), size: z.number().int() })),
});
export type RaffleDetail = z.infer<typeof raffleDetail>;

export const raffleStateOutput = z.strictObject({
  id: raffleId,
  status: statusSchema,
  /** What the raffle waits for, where time asked for more: events not drained or parked, or the beacon's round. */
  waitsFor: z.enum(["NOT_DRAINED", "PARKED_EVENTS", "BEACON"]).nullable(),
});

export const winnersOutput = z.strictObject({
  places: z.array(
    z.strictObject({
      outcome: z.enum(["WINNER", "ALTERNATE"]),
      place: z.number().int(),
      prize: z.string().nullable(),
      ticketNumber: z.number().int(),
      /** Initials only: nothing published names a person. */
      holder: z.string(),
    }),
  ),
});
