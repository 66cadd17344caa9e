import "server-only";

/** Message codes of the Postgres protocol 3.0 that the door looks at; all others pass through. */
export const FRONT = {
  bind: 0x42,
  close: 0x43,
  describe: 0x44,
  execute: 0x45,
  flush: 0x48,
  parse: 0x50,
  query: 0x51,
  sync: 0x53,
  terminate: 0x58,
  password: 0x70,
} as const;

export const BACK = { error: 0x45, ready: 0x5a, notification: 0x41, parseComplete: 0x31, closeComplete: 0x33 } as const;

/** Transaction status of a ReadyForQuery when no transaction is open. */
export const IDLE = 0x49;
export type TransactionStatus = number;

export const STARTUP = { version3: 196_608, cancel: 80_877_102, ssl: 80_877_103, gss: 80_877_104 } as const;

const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

export class ProtocolViolation extends Error {}

/** A typed message: code, length (which counts itself), body. */
export function message(code: number, ...parts: readonly (string | number | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map(partBytes));
  const head = Buffer.alloc(5);
  head.writeUInt8(code, 0);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

// Strings travel null-terminated, numbers as 32 bit integers.
function partBytes(part: string | number | Buffer): Buffer {
  if (Buffer.isBuffer(part)) return part;
  if (typeof part === "string") return Buffer.from(`${part}\0`, "utf8");
  const word = Buffer.alloc(4);
  word.writeInt32BE(part);
  return word;
}

export const ready = (status: TransactionStatus): Buffer => message(BACK.ready, Buffer.from([status]));
export const sync = message(FRONT.sync);
export const query = (sql: string): Buffer => message(FRONT.query, sql);
export const closeStatement = (name: string): Buffer => message(FRONT.close, Buffer.from("S"), name);

export type Severity = "ERROR" | "FATAL";

/** An ErrorResponse of the door's own making; `code` is the five-letter SQLSTATE. */
export function errorResponse(severity: Severity, code: string, text: string): Buffer {
  const fields = [`S${severity}`, `V${severity}`, `C${code}`, `M${text}`];
  return message(BACK.error, ...fields, Buffer.from([0]));
}

export type Hello = { parameters: Readonly<Record<string, string>>; processId: number; secret: number };

/** What a client hears after it has shown the password: it may start. */
export function greeting({ parameters, processId, secret }: Hello): Buffer {
  return Buffer.concat([
    message(0x52, 0),
    ...Object.entries(parameters).map(([name, value]) => message(0x53, name, value)),
    message(0x4b, processId, secret),
    ready(IDLE),
  ]);
}

export const askPassword = message(0x52, 3);

/** Splits off whole messages; `rest` is what has not arrived completely. Throws ProtocolViolation on an impossible length. */
export function splitMessages(bytes: Buffer): { messages: Buffer[]; rest: Buffer } {
  const messages: Buffer[] = [];
  let at = 0;
  while (bytes.length - at >= 5) {
    const length = bytes.readInt32BE(at + 1);
    if (length < 4 || length > MAX_MESSAGE_BYTES) throw new ProtocolViolation("impossible message length");
    if (bytes.length - at < length + 1) break;
    messages.push(bytes.subarray(at, at + length + 1));
    at += length + 1;
  }
  return { messages, rest: bytes.subarray(at) };
}

/** The null-terminated text at `at` and where the next field starts. */
export function readText(bytes: Buffer, at: number): { text: string; next: number } {
  const end = bytes.indexOf(0, at);
  if (end < 0) throw new ProtocolViolation("text without an end");
  return { text: bytes.toString("utf8", at, end), next: end + 1 };
}

/** Names and values of a startup packet's body, in which they alternate. */
export function readParameters(bytes: Buffer): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let at = 0;
  while (at < bytes.length && bytes[at] !== 0) {
    const name = readText(bytes, at);
    const value = readText(bytes, name.next);
    found.set(name.text, value.text);
    at = value.next;
  }
  return found;
}
