import { Messages } from "@/components/providers/messages";
import { PrizeDesk } from "@/components/raffles/prize-desk";
import { api } from "@/server/api/rsc";
import type { Id } from "@/server/kernel/id";

/** What became of each prize; nothing before the draw. */
export async function RafflePrizes({ id, mayManage }: { id: Id<"raffle">; mayManage: boolean }) {
  const calls = await api();
  const [{ prizes }, { vacancies }] = await Promise.all([
    calls.prizes.ofRaffle({ id }),
    calls.prizes.vacancies({ id }),
  ]);
  if (prizes.length === 0) return null;
  return (
    <Messages only={["common", "refusal", "refusalTitle", "prizes"]}>
      <PrizeDesk prizes={prizes} vacancies={vacancies} mayManage={mayManage} />
    </Messages>
  );
}
