import "server-only";
import type { Meta } from "./init";
import { appRouter } from "./root";

/** What the router keeps of each procedure; tRPC types it as internal. */
export type Procedure = { readonly _def: { readonly type: string; readonly meta?: Meta; readonly inputs: unknown[] } };

const isProcedure = (value: unknown): value is Procedure => {
  const kept: unknown = Reflect.get(Object(value), "_def");
  return typeof Reflect.get(Object(kept), "type") === "string" && Array.isArray(Reflect.get(Object(kept), "inputs"));
};

/** Every procedure by its full name (`coupons.redeem`), in the order of the router. */
export const procedures: readonly (readonly [name: string, procedure: Procedure])[] = Object.entries<unknown>(
  appRouter._def.procedures,
).map(([name, procedure]) => {
  // At run time tRPC 11 keeps a flat record, which its types do not show.
  if (!isProcedure(procedure)) throw new Error(`this tRPC keeps its procedures elsewhere: ${name}`);
  return [name, procedure] as const;
});
