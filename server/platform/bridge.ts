import type { AppRouter } from "@/server/api/root";
import type { ApiCtx } from "@/server/container";
import type { Tokens } from "@/server/platform/credentials";

/**
 * The only run-time meeting point of the gateway and Next's bundle: the gateway owns the graph of modules, pages get
 * types and this accessor, so that every server module exists once in the process.
 */
export type Bridge = {
  readonly router: AppRouter;
  contextFor(headers: Headers): Promise<ApiCtx>;
  readonly tokens: Tokens;
};

const key = Symbol.for("jsm.bridge");
const box = globalThis as { [key]?: Bridge };

/** Called by `server/main.ts` before Next is prepared. */
export const setBridge = (bridge: Bridge): void => {
  box[key] = bridge;
};

export function bridge(): Bridge {
  const found = box[key];
  if (!found) throw new Error("the gateway has not started in this process");
  return found;
}
