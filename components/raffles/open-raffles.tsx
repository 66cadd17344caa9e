import { useTranslations } from "next-intl";

import { EmptyState } from "@/components/ui/states";

import { RaffleCard } from "./raffle-card";
import type { RaffleView } from "./raffle-view";

export function OpenRaffles({ raffles }: { raffles: readonly RaffleView[] }) {
  const t = useTranslations("raffles");
  if (raffles.length === 0) return <EmptyState title={t("emptyTitle")}>{t("emptyBody")}</EmptyState>;
  return (
    <div className="grid gap-4 md:grid-cols-2">
      {raffles.map((raffle) => (
        <RaffleCard key={raffle.id} raffle={raffle} />
      ))}
    </div>
  );
}
