import type { ChoosableStation } from "@/components/raffles/raffle-stations-part";
import { api, embeddedParts } from "@/server/api/rsc";
import { timingOf } from "@/server/raffles/domain/raffle-status";

const MOST_STATIONS = 100;

/** The shortest notice of this installation: seconds in a demonstration, an hour otherwise. */
export const raffleTiming = async () => ((await embeddedParts()) ? timingOf.demo : timingOf.live);

/** The network's stations, to choose some of. */
export async function networkStations(): Promise<ChoosableStation[]> {
  const { stations } = await (await api()).stations.directory({ accepts: true, limit: MOST_STATIONS });
  return stations.map(({ id, name, state }) => ({ id, name, state }));
}
