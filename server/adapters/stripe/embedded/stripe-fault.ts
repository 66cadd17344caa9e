import "server-only";
export type FaultType = "invalid_request_error" | "card_error" | "idempotency_error" | "api_error" | "rate_limit_error";

type FaultParts = {
  status: number;
  type: FaultType;
  message: string;
  code?: string;
  param?: string;
  /** Fields that only some errors have: `decline_code`, `payment_intent`. */
  more?: Readonly<Record<string, unknown>>;
  /** It was turned away before anything began to happen, so that its idempotency key is not used up. */
  isUnread?: boolean;
};

/** An error of Stripe's API, in the form it has on the wire. */
export class StripeFault extends Error {
  override readonly name = "StripeFault";
  readonly status: number;
  readonly parts: FaultParts;

  constructor(parts: FaultParts) {
    super(parts.message);
    this.status = parts.status;
    this.parts = parts;
  }

  body(): string {
    const { type, message, code, param, more } = this.parts;
    return JSON.stringify({
      error: { ...(code && { code }), message, ...(param && { param }), type, ...more },
    });
  }
}

export const invalid = (message: string, code?: string, param?: string): StripeFault =>
  new StripeFault({
    status: 400,
    type: "invalid_request_error",
    message,
    ...(code && { code }),
    ...(param && { param }),
  });

/** A request that cannot be understood. */
export const malformed = (message: string, code?: string, param?: string): StripeFault =>
  new StripeFault({ ...invalid(message, code, param).parts, isUnread: true });

const noSuch = (status: number, kind: string) => (id: string, param: string) =>
  new StripeFault({
    status,
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });

/** The object of the address is not there. */
export const missing = (kind: string, id: string): StripeFault => noSuch(404, kind)(id, "id");

/** An object that a parameter names is not there. */
export const missingReference = (kind: string, id: string, param: string): StripeFault => noSuch(400, kind)(id, param);
