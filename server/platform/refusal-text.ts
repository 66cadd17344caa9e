import "server-only";
import english from "@/messages/en.json";
import spanish from "@/messages/es-MX.json";
import type { RefusalKind } from "@/server/kernel/refusal";

const texts = { "es-MX": spanish.refusal, en: english.refusal };

/** What a refusal says to people; the screens read the same messages. */
export const refusalText = (kind: RefusalKind, locale: keyof typeof texts): string => texts[locale][kind];
