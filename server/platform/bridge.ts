import "server-only";
import type { AppRouter } from "@/server/api/root";
import type { ApiCtx } from "@/server/container";
import type { Id } from "@/server/kernel/id";
import type { Refusal } from "@/server/kernel/refusal";
import type { Result } from "@/server/kernel/result";
import type { AccessClaims, Tokens } from "@/server/platform/credentials";

/**
 * The only run-time meeting point of the gateway and Next's bundle: the gateway owns the graph of modules, pages get
 * types and this accessor, so that every server module exists once in the process.
 */
export type Bridge = {
  readonly router: AppRouter;
  contextFor(headers: Headers): Promise<ApiCtx>;
  readonly tokens: Tokens;
  /** The OpenAPI document of the REST surface, as text. */
  openApi(): Promise<string>;
  readonly isSecure: boolean;
  /** Of the sign-in library's own forms; ours are signed otherwise. */
  readonly authSecret: string;
  signIn(headers: Headers, input: SignInInput): Promise<Result<SignedInPage, Refusal>>;
  signInWithPin(headers: Headers, input: PinSignInInput): Promise<Result<SignedInPage, Refusal>>;
  signOut(headers: Headers): Promise<void>;
  logSignInFault(fault: Error): void;
};

export type SignInInput = { readonly identifier: string; readonly password: string; readonly otp?: string };
export type PinSignInInput = { readonly userId: Id<"user">; readonly pin: string };
export type SignedInPage = {
  readonly claims: AccessClaims;
  readonly refreshToken: string;
  /** There when this browser became a known device with this sign-in. */
  readonly deviceToken: string | undefined;
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
