import type { Place } from "@/server/kernel/geo";

import type { Typed } from "./quote";
import { codeText, type ShownCode } from "./shown-code";

/** What one press of the button is meant to do. */
export type Content = {
  readonly code: ShownCode;
  readonly stationId: string;
  readonly pumpNumber: number;
  readonly typed: Typed;
  /** Where the phone was when it was confirmed; belongs to the operation, because a repeated call must be the same call. */
  readonly place?: Place | undefined;
};

/** One intended change with its id. The id goes with the content: sending it again can never charge twice. */
export type Operation = { readonly id: string; readonly content: Content };

const keyOf = ({ code, stationId, pumpNumber, typed }: Content): string =>
  JSON.stringify([codeText(code), stationId, pumpNumber, typed.askedIn, typed.text]);

/** Keeps the id while the content is the same, makes a new one whenever it changes (domain words, "operation id"). */
export function operationFor(before: Operation | undefined, content: Content, newId: () => string): Operation {
  if (before && keyOf(before.content) === keyOf(content)) return before;
  return { id: newId(), content };
}
