import type { RefusalKind } from "@/server/kernel/refusal";

import { refusalOf } from "./refusal-of";

export type Attempt<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: RefusalKind };

/** A call whose refusals the page shows itself. Faults go on to the error page. */
export async function attempt<T>(call: Promise<T>): Promise<Attempt<T>> {
  try {
    return { ok: true, value: await call };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return { ok: false, refusal };
  }
}
