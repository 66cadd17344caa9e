import { notFound } from "next/navigation";
import { cache } from "react";

import { attempt } from "@/components/providers/attempt";
import { api } from "@/server/api/rsc";
import { asId, isUuid } from "@/server/kernel/id";

/** A raffle in whatever state; 404 where there is none. */
export const loadRaffle = cache(async (id: string) => {
  if (!isUuid(id)) notFound();
  const found = await attempt((await api()).raffles.byId({ id: asId("raffle", id) }));
  if (!found.ok) notFound();
  return found.value;
});
