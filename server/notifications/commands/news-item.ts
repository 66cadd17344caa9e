import "server-only";
import type { Contact } from "@/server/auth/contract";
import type { Id } from "@/server/kernel/id";
import { centavos, formatPesos } from "@/server/kernel/money";
import { type Message, shownPesos } from "@/server/notifications/domain/message";

/** Something to tell one person; `key` makes it once for ever. */
export type Item = { readonly key: string; readonly userId: Id<"user">; readonly say: (to: Contact) => Message };

/** Whole centavos as people read them. */
export const shownAmount = (amount: number): string => shownPesos(formatPesos(centavos(amount)));
