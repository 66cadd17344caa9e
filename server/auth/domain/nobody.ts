import { derivedUuid, fromBase64url } from "@/server/kernel/bytes";
import { asId, type Id } from "@/server/kernel/id";

/** An id for a name that no account has, from a keyed hash of it: the same name always has the same one. */
export const nobodyId = (mac: string): Id<"user"> => asId("user", derivedUuid(fromBase64url(mac)));
