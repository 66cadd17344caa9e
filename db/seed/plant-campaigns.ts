import "server-only";
import { moveCampaign } from "@/server/ads/commands/move-campaign";
import { createCampaign } from "@/server/ads/commands/save-campaign";
import { storeImage } from "@/server/ads/commands/store-image";
import type { ApiCtx } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import { centavos } from "@/server/kernel/money";
import type { Refusal } from "@/server/kernel/refusal";
import type { Result } from "@/server/kernel/result";
import type { UserActor } from "@/server/platform/ctx";

import { poster } from "./poster";

const MONTH_MS = 30 * 86_400_000;

type People = { readonly advertiser: Id<"user">; readonly admin: Id<"user"> };

const must = <T>(result: Result<T, Refusal>): T => {
  if (!result.ok) throw new Error(`seeded campaign refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
};

/** Two pictures in a campaign that runs, and one that waits for its approval; made by the commands people would use. */
export async function plantCampaigns(ctx: ApiCtx, { advertiser, admin }: People, now: Date): Promise<void> {
  const actor: UserActor = {
    ...{ kind: "user", id: advertiser, role: "ADVERTISER" },
    ...{ sessionId: ctx.newId("session"), mfaAt: undefined },
  };
  const own = { ...ctx, actor };
  const tyres = must(await storeImage(own, poster([24, 62, 66], [236, 196, 92])));
  const wash = must(await storeImage(own, poster([20, 74, 122], [214, 232, 240])));
  const common = {
    targetUrl: "https://www.example.com/",
    startsAt: now,
    endsAt: new Date(now.getTime() + 6 * MONTH_MS),
    target: { stationIds: null, states: null, fuels: null, hours: null },
    budget: centavos(5_000_000),
    dailyBudget: centavos(500_000),
    pricePerView: centavos(120),
  };
  const running = must(
    await createCampaign(own, {
      ...common,
      name: "Servicio de temporada",
      creatives: [
        { title: "Llantas para la temporada de lluvias", fileId: tyres },
        { title: "Autolavado: segunda visita a mitad de precio", fileId: wash },
      ],
    }),
  );
  const waiting = must(
    await createCampaign(own, {
      ...common,
      name: "Viajes de diciembre",
      target: { ...common.target, fuels: ["DIESEL", "PREMIUM"], hours: { from: 6, to: 22 } },
      creatives: [{ title: "Revisa tu auto antes de salir", fileId: tyres }],
    }),
  );
  for (const id of [running, waiting]) {
    must(await own.transact((unit) => moveCampaign(unit, { id, step: "SUBMIT", reason: "seed" })));
  }
  const approval = { id: running, step: "APPROVE", reason: "Cumple con las reglas.", decidedBy: admin } as const;
  must(await own.transact((unit) => moveCampaign(unit, approval)));
}
