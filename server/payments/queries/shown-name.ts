import "server-only";
import type { PersonName } from "@/server/auth/contract";
import { asId, type Id } from "@/server/kernel/id";

/** Empty for somebody who is not there any more. */
export function shownName(names: ReadonlyMap<Id<"user">, PersonName>, id: string): string {
  const name = names.get(asId("user", id));
  return name ? `${name.firstName} ${name.lastName}` : "";
}
