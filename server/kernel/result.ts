/** What a customer can cause comes back as a value; only bugs and outages are thrown. */
export type Result<T, R> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: R };

export const ok = <T>(value: T) => ({ ok: true, value }) as const;

export const refuse = <const R extends { kind: string }>(refusal: R) => ({ ok: false, refusal }) as const;
