import "server-only";
import { FRONT, message, readText } from "./protocol";

/**
 * All connections share one backend, so a prepared statement's name is made the connection's own before it gets there.
 * The unnamed statement keeps its empty name; the door gives it back to a connection that has lost it to another.
 */
export function ownNames(bytes: Buffer, connectionId: number): Buffer {
  const code = bytes[0];
  if (code === FRONT.parse) {
    const name = readText(bytes, 5);
    return message(FRONT.parse, ownName(name.text, connectionId), bytes.subarray(name.next));
  }
  if (code === FRONT.bind) {
    const portal = readText(bytes, 5);
    const statement = readText(bytes, portal.next);
    return message(FRONT.bind, portal.text, ownName(statement.text, connectionId), bytes.subarray(statement.next));
  }
  if ((code === FRONT.describe || code === FRONT.close) && bytes[5] === 0x53) {
    return message(code, Buffer.from("S"), ownName(readText(bytes, 6).text, connectionId));
  }
  return bytes;
}

const ownName = (name: string, connectionId: number): string => (name === "" ? "" : `c${connectionId}.${name}`);

/** The prepared statement a message works on, or undefined when it works on none; the unnamed one is `""`. */
export function statementOf(bytes: Buffer): string | undefined {
  const code = bytes[0];
  if (code === FRONT.parse) return readText(bytes, 5).text;
  if (code === FRONT.bind) return readText(bytes, readText(bytes, 5).next).text;
  if ((code === FRONT.describe || code === FRONT.close) && bytes[5] === 0x53) return readText(bytes, 6).text;
  return undefined;
}

/** The SQL text of a Parse or Query message, undefined for others. */
export function sqlOf(bytes: Buffer): string | undefined {
  if (bytes[0] === FRONT.query) return readText(bytes, 5).text;
  if (bytes[0] === FRONT.parse) return readText(bytes, readText(bytes, 5).next).text;
  return undefined;
}
