import { randomUUID } from "node:crypto";

import type { APIRequestContext, APIResponse } from "@playwright/test";
import { expect } from "@playwright/test";
import { Secret, TOTP } from "otpauth";

export const DEMO_PASSWORD = "Demo-Gasolinera-2026";
const DEMO_TOTP = new TOTP({ secret: Secret.fromBase32("JSMDEMOJSMDEMOJSMDEMOJSMDEMOJSM2") });

type Json = Record<string, unknown>;
export type Answer<T> = { status: number; body: T; text: string; headers: Record<string, string> };

const read = async <T>(response: APIResponse): Promise<Answer<T>> => {
  const text = await response.text();
  return { status: response.status(), body: JSON.parse(text) as T, text, headers: response.headers() };
};

/** The REST surface as one person's program uses it. */
export class Rest {
  readonly #request: APIRequestContext;
  readonly #token: string | undefined;

  constructor(request: APIRequestContext, token?: string) {
    this.#request = request;
    this.#token = token;
  }

  #headers(extra: Record<string, string> = {}): Record<string, string> {
    return { ...(this.#token && { authorization: `Bearer ${this.#token}` }), ...extra };
  }

  async get<T>(path: string): Promise<Answer<T>> {
    return read<T>(await this.#request.get(`/api/v1${path}`, { headers: this.#headers() }));
  }

  async post<T>(path: string, data: Json, operationId?: string): Promise<Answer<T>> {
    const headers = this.#headers(operationId ? { "idempotency-key": operationId } : {});
    return read<T>(await this.#request.post(`/api/v1${path}`, { data, headers }));
  }
}

type SignedIn = { accessToken: string };

/** A code belongs to one sign-in: whoever comes second in the same half minute waits for the next one. */
async function codeAfter(used: string | undefined): Promise<string> {
  const code = DEMO_TOTP.generate();
  if (code !== used) return code;
  await expect.poll(() => DEMO_TOTP.generate(), { timeout: 31_000, intervals: [500] }).not.toBe(used);
  return DEMO_TOTP.generate();
}

export async function signInAs(
  request: APIRequestContext,
  identifier: string,
  options: { password?: string; withCode?: boolean } = {},
): Promise<Rest> {
  const stranger = new Rest(request);
  const password = options.password ?? DEMO_PASSWORD;
  let otp = options.withCode ? await codeAfter(undefined) : undefined;
  for (;;) {
    const answer = await stranger.post<SignedIn>("/auth/login", { identifier, password, ...(otp && { otp }) });
    if (answer.status === 200) return new Rest(request, answer.body.accessToken);
    if (!otp || answer.text.includes("RATE_LIMITED")) throw new Error(`sign-in answered ${answer.text}`);
    otp = await codeAfter(otp);
  }
}

export const newOperation = (): string => randomUUID();
