import "server-only";
import type { ApiCtx } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import type { UserActor } from "@/server/platform/ctx";
import { createRaffle } from "@/server/raffles/commands/create-raffle";
import { publishRaffle } from "@/server/raffles/commands/publish-raffle";
import type { RaffleContent } from "@/server/raffles/domain/raffle";

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;

const common = {
  territory: "República Mexicana",
  stationIds: null,
  pesosPerTicketCentavos: 10_000,
  maxTicketsPerPerson: 100,
  winsPerPerson: 1,
  alternatesPerPrize: 3,
  hasFreeEntry: false,
} as const;

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/** A weekly and an annual raffle that are open, and one that closes and is drawn within a minute of the first start. */
const contents = (now: Date): readonly RaffleContent[] => [
  {
    ...common,
    name: "Sorteo semanal",
    description: "Cada semana, tanques llenos entre quienes cargaron con cupón.",
    permitNumber: "DEMO-20260101PS01",
    ...{ startsAt: now, closesAt: after(now, 6 * DAY_MS), drawAt: after(now, 8 * DAY_MS), noticeSeconds: 86_400 },
    prizes: [
      { name: "Tanque lleno", type: "FUEL_CREDIT", declaredValueCentavos: 120_000, quantity: 3 },
      { name: "Tarjeta de regalo", type: "GIFT_CARD", declaredValueCentavos: 50_000, quantity: 2 },
    ],
  },
  {
    ...common,
    name: "Gran sorteo anual",
    description: "Un auto para quien cargó durante el año; cada cien pesos cuentan un boleto.",
    permitNumber: "DEMO-20260101PS02",
    ...{ startsAt: now, closesAt: after(now, 180 * DAY_MS), drawAt: after(now, 183 * DAY_MS), noticeSeconds: 86_400 },
    prizes: [
      { name: "Auto compacto", type: "GOODS", declaredValueCentavos: 28_900_000, quantity: 1 },
      { name: "Un año de combustible", type: "FUEL_CREDIT", declaredValueCentavos: 2_400_000, quantity: 2 },
    ],
  },
  {
    ...common,
    name: "Sorteo de arranque",
    description: "Cierra y se celebra al minuto de abrir la demostración, para que haya un certificado que comprobar.",
    permitNumber: "DEMO-20260101PS03",
    ...{ startsAt: now, closesAt: after(now, 25 * SECOND_MS), drawAt: after(now, 40 * SECOND_MS), noticeSeconds: 5 },
    prizes: [{ name: "Vale de combustible", type: "FUEL_CREDIT", declaredValueCentavos: 30_000, quantity: 1 }],
  },
];

/** Created and published by the commands an admin would use; publishing after the start opens at once. */
export async function plantRaffles(ctx: ApiCtx, adminId: Id<"user">, now: Date): Promise<void> {
  const actor: UserActor = { kind: "user", id: adminId, role: "ADMIN", sessionId: ctx.newId("session"), mfaAt: now };
  for (const content of contents(now)) {
    const created = await createRaffle({ ...ctx, actor }, content);
    if (!created.ok) throw new Error(`seeded raffle refused: ${JSON.stringify(created.refusal)}`);
    const published = await publishRaffle({ ...ctx, actor }, created.value);
    if (!published.ok) throw new Error(`seeded raffle not published: ${JSON.stringify(published.refusal)}`);
  }
}
