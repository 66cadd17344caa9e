import "server-only";
import type { ReadDb } from "@/db/client";
import type { Id } from "@/server/kernel/id";

import { type ActingAsk, type ActingDevice, actingSessions } from "./queries/acting-sessions";
export { factorShownAt } from "./queries/factor-shown";

export { type PinTry, tryPin } from "./commands/try-pin";
export { type ActingPerson, actingPeople, type RoleAsk, worksAtStations } from "./queries/acting-people";
export { namesOf, type PersonName, staffIds } from "./queries/people";
import { type Contact, contactsById, provedPhoneOf } from "./queries/contacts";

export type { ActingAsk, Contact };
export { provedPhoneOf };

/**
 * Which of these sessions still may, and on which paired device they are, read in the caller's transaction: money never trusts a token alone (domain words,
 * "Limits of access").
 */
export const sessionsThatMay = (
  db: Pick<ReadDb, "execute">,
  ask: ActingAsk,
): Promise<ReadonlyMap<Id<"session">, ActingDevice>> => actingSessions(db, ask);

/** Address, name, language and standing by id: for messages, and for what needs a proved contact. */
export const contactsOf = (
  db: Pick<ReadDb, "select">,
  ids: readonly Id<"user">[],
): Promise<ReadonlyMap<Id<"user">, Contact>> => contactsById(db, ids);

/** Buying needs a proved e-mail or phone (domain words, "Coupons"): otherwise `VERIFICATION_REQUIRED`. */
export const isVerifiedPerson = async (db: Pick<ReadDb, "select">, id: Id<"user">): Promise<boolean> =>
  (await contactsById(db, [id])).get(id)?.isVerified ?? false;
