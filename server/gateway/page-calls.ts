import "server-only";
import { createHash } from "node:crypto";

import { appRouter } from "@/server/api/root";
import { signIn } from "@/server/auth/commands/sign-in";
import { signInWithPin } from "@/server/auth/commands/sign-in-with-pin";
import { signOut } from "@/server/auth/commands/sign-out";
import { DEVICE_COOKIE } from "@/server/auth/domain/cookies";
import { stationKeyOf } from "@/server/auth/queries/identity";
import { type ApiCtx, type Container, newId } from "@/server/container";
import { ok } from "@/server/kernel/result";
import type { Bridge } from "@/server/platform/bridge";
import { publicUrlOf } from "@/server/platform/env";

import { openApiDocument } from "./openapi";
import { cookieOf } from "./request-facts";

/** What Next's bundle may ask of the gateway: the router, who is looking, and signing in and out. */
export function pageBridge(container: Container): Bridge {
  const { env, log, services } = container;

  const isSecure = publicUrlOf(env).startsWith("https:");

  const contextFor = async (headers: Headers): Promise<ApiCtx> =>
    container.contextFor({
      actor: await services.identify(Object.fromEntries(headers)),
      requestId: headers.get("x-request-id") ?? newId("operation"),
      locale: headers.get("x-jsm-locale") === "en" ? "en" : "es-MX",
      operationId: undefined,
      network: headers.get("x-jsm-network") ?? "page",
      deviceToken: cookieOf(headers.get("cookie") ?? undefined, DEVICE_COOKIE),
      stationKey: stationKeyOf(Object.fromEntries(headers), isSecure),
      answerHeaders: new Headers(),
    });

  return {
    router: appRouter,
    contextFor,
    tokens: services.tokens,
    openApi: openApiDocument,
    isSecure,
    authSecret: createHash("sha256").update(`sign-in forms ${env.JSM_SECRET}`).digest("hex"),
    async signIn(headers, input) {
      const ctx = await contextFor(headers);
      const userAgent = headers.get("user-agent") ?? undefined;
      const result = await signIn({ ...ctx, userAgent }, { ...input, remembersDevice: true });
      if (!result.ok) return result;
      const { claims, refreshToken, deviceToken } = result.value;
      return ok({ claims, refreshToken, deviceToken });
    },
    async signInWithPin(headers, input) {
      const userAgent = headers.get("user-agent") ?? undefined;
      const result = await signInWithPin({ ...(await contextFor(headers)), userAgent }, input);
      if (!result.ok) return result;
      const { claims, refreshToken } = result.value;
      return ok({ claims, refreshToken, deviceToken: undefined });
    },
    async signOut(headers) {
      const ctx = await contextFor(headers);
      if (ctx.actor.kind === "user") await signOut({ ...ctx, actor: ctx.actor });
    },
    logSignInFault: (fault) => {
      const type: unknown = Reflect.get(fault, "type");
      if (type !== "CredentialsSignin") log.error({ err: fault }, "sign-in fault");
    },
  };
}
