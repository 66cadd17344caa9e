import "server-only";
import NextAuth, { AuthError, CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { cookies, headers } from "next/headers";

import { asId, isUuid } from "@/server/kernel/id";
import { bridge } from "@/server/platform/bridge";
import type { AccessClaims } from "@/server/platform/credentials";

import {
  DEVICE_COOKIE,
  refreshCookie,
  RENEW_PATH,
  RETURNING_COOKIE,
  sessionCookie,
  stationCookie,
} from "./domain/cookies";
import { ACCESS_SECONDS, REFRESH_SECONDS } from "./domain/session";

const DEVICE_SECONDS = 180 * 86_400;

/** The code travels to the sign-in page: `mfa_required`, `rate_limited` or the library's own `credentials`. */
class SignInRefused extends CredentialsSignin {
  constructor(code: string) {
    super();
    this.code = code;
  }
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** Ours is the check, the session row and the token; the library only carries the cookie (decision 006). */
async function authorize(given: Partial<Record<string, unknown>>, request: Request) {
  const result = await check(given, request.headers);
  if (result.ok) {
    const { claims, refreshToken, deviceToken } = result.value;
    await keepInBrowser(refreshToken, deviceToken);
    return { id: claims.sub, claims };
  }
  if (result.refusal.kind === "UNAUTHORIZED") return null;
  throw new SignInRefused(result.refusal.kind.toLowerCase());
}

/** On a paired device a person and a PIN, everywhere else a name and a password. */
function check(given: Partial<Record<string, unknown>>, headers: Headers) {
  const person = textOf(given["person"]);
  if (isUuid(person))
    return bridge().signInWithPin(headers, { userId: asId("user", person), pin: textOf(given["pin"]) });
  const otp = textOf(given["otp"]).trim();
  return bridge().signIn(headers, {
    identifier: textOf(given["identifier"]),
    password: textOf(given["password"]),
    ...(otp !== "" && { otp }),
  });
}

/** The refresh token travels to one path only; the device token makes this browser a known one. */
async function keepInBrowser(refreshToken: string, deviceToken: string | undefined): Promise<void> {
  const secure = bridge().isSecure;
  const jar = await cookies();
  const common = { httpOnly: true, sameSite: "lax", secure } as const;
  jar.set(refreshCookie(secure), refreshToken, { ...common, path: RENEW_PATH, maxAge: REFRESH_SECONDS });
  jar.set(RETURNING_COOKIE, "1", { sameSite: "lax", secure, path: "/", maxAge: REFRESH_SECONDS });
  if (deviceToken) jar.set(DEVICE_COOKIE, deviceToken, { ...common, path: "/", maxAge: DEVICE_SECONDS });
}

type Carried = { claims?: AccessClaims };

const { handlers, signIn, signOut } = NextAuth(() => {
  const isSecure = bridge().isSecure;
  return {
    trustHost: true,
    secret: bridge().authSecret,
    useSecureCookies: isSecure,
    session: { strategy: "jwt", maxAge: ACCESS_SECONDS },
    pages: { signIn: "/sign-in" },
    cookies: {
      sessionToken: {
        name: sessionCookie(isSecure),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure },
      },
    },
    logger: { error: (fault) => bridge().logSignInFault(fault) },
    providers: [
      Credentials({ credentials: { identifier: {}, password: {}, otp: {}, person: {}, pin: {} }, authorize }),
    ],
    jwt: {
      // Every look at the session signs anew: what expires must go on expiring, so `exp` is kept.
      encode: ({ token, maxAge }) => {
        const carried = token as (AccessClaims & Carried) | undefined;
        const claims = carried?.claims ?? carried;
        if (!claims?.sid) throw new Error("a session without claims cannot be signed");
        return bridge().tokens.sign(claims, maxAge ?? ACCESS_SECONDS);
      },
      decode: async ({ token }) => {
        const claims = token ? await bridge().tokens.verify(token) : null;
        return claims && { ...claims };
      },
    },
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, claims: (user as Carried).claims } : token),
      session: ({ session }) => ({ expires: session.expires, user: {} }) as typeof session,
    },
  };
});

export { handlers };

export type PageSignIn = { identifier: string; password: string; otp: string; redirectTo: string };

/** For the sign-in page's form: redirects on success, answers the library's code of a refusal otherwise. */
export const signInPage = (given: PageSignIn): Promise<string> => signInOrCode(given);

export type PagePinSignIn = { person: string; pin: string; redirectTo: string };

/** The same for the lock screen of a paired device. */
export const pinSignInPage = (given: PagePinSignIn): Promise<string> => signInOrCode(given);

async function signInOrCode(given: PageSignIn | PagePinSignIn): Promise<string> {
  try {
    await signIn("credentials", given);
    return "fault";
  } catch (fault) {
    // Success is thrown as a redirect.
    if (!(fault instanceof AuthError)) throw fault;
    return fault instanceof CredentialsSignin ? fault.code : "fault";
  }
}

/** Ends the session everywhere it counts, then takes its cookies back. */
export async function signOutPage(redirectTo: string): Promise<void> {
  await bridge().signOut(await headers());
  const jar = await cookies();
  jar.delete({ name: refreshCookie(bridge().isSecure), path: RENEW_PATH });
  jar.delete(RETURNING_COOKIE);
  await signOut({ redirectTo });
}

/** A device is a station's until a manager revokes it. */
const STATION_KEY_SECONDS = 365 * 86_400;

/** Makes this browser the paired device that the key belongs to. */
export async function keepStationKey(key: string): Promise<void> {
  const secure = bridge().isSecure;
  const flags = { httpOnly: true, sameSite: "lax", secure, path: "/", maxAge: STATION_KEY_SECONDS } as const;
  (await cookies()).set(stationCookie(secure), key, flags);
}
