import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createUnitReader } from "./connection";
import { createHello } from "./hello";
import { FRONT, message, ProtocolViolation, query, splitMessages, sync } from "./protocol";
import { ownNames, sqlOf, statementOf } from "./statement-names";

const parse = (name: string, sql: string) => message(FRONT.parse, name, sql, Buffer.from([0, 0]));
const bind = (portal: string, statement: string) =>
  message(FRONT.bind, portal, statement, Buffer.from([0, 0, 0, 0, 0, 0]));
const describeStatement = (name: string) => message(FRONT.describe, Buffer.from("S"), name);

describe("messages", () => {
  test("however the bytes are cut, the same units arrive", () => {
    const flush = message(FRONT.flush);
    const sent = [parse("", "select 1"), flush, bind("", ""), sync, query("select 2")];
    const bytes = Buffer.concat(sent);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 8 }), (cuts) => {
        const read = createUnitReader();
        const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
        const units = places.slice(1).flatMap((end, i) => read(bytes.subarray(places[i] ?? 0, end)).units);
        expect(units.map((unit) => unit.endsWith)).toEqual([FRONT.flush, FRONT.sync, FRONT.query]);
        expect(Buffer.concat(units.flatMap((unit) => unit.messages)).equals(bytes)).toBe(true);
      }),
    );
  });

  test("an impossible length is a violation, not a wait", () => {
    expect(() => splitMessages(Buffer.from([FRONT.query, 0x7f, 0xff, 0xff, 0xff]))).toThrow(ProtocolViolation);
    expect(() => splitMessages(Buffer.from([FRONT.query, 0, 0, 0, 1]))).toThrow(ProtocolViolation);
  });

  test("a farewell ends the reading", () => {
    const arrival = createUnitReader()(Buffer.concat([query("select 1"), message(FRONT.terminate), query("select 2")]));
    expect(arrival).toMatchObject({ isTerminated: true, units: [{ endsWith: FRONT.query }] });
  });
});

describe("names of prepared statements", () => {
  test("become the connection's own wherever they occur", () => {
    for (const bytes of [parse("s1", "select 1"), bind("p", "s1"), describeStatement("s1")]) {
      expect(statementOf(ownNames(bytes, 7))).toBe("c7.s1");
    }
    expect(sqlOf(ownNames(parse("s1", "select 'é'"), 7))).toBe("select 'é'");
  });

  test("stay as they are where there is none", () => {
    const portal = message(FRONT.describe, Buffer.from("P"), "p");
    for (const bytes of [parse("", "select 1"), portal, sync, query("select 1")]) {
      expect(ownNames(bytes, 7).equals(bytes)).toBe(true);
    }
  });
});

describe("the hello", () => {
  const startup = (code: number, ...fields: string[]) => message(0, code, ...fields, Buffer.from([0])).subarray(1);
  const expected = { database: "postgres", password: "right" };
  const version = startup(196_608, "user", "anyone", "database", "postgres");

  test("refuses encryption, asks for the password, then lets in", () => {
    const hello = createHello(expected);
    const ssl = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
    expect(hello(ssl)).toMatchObject({ outcome: "more", reply: Buffer.from("N") });
    expect(hello(version)).toMatchObject({ outcome: "more", reply: message(0x52, 3) });
    const rest = query("select 1");
    expect(hello(Buffer.concat([message(FRONT.password, "right"), rest]))).toMatchObject({ outcome: "accepted", rest });
  });

  test.each([
    ["a wrong password", "28P01", [version, message(FRONT.password, "wrong")]],
    ["another database", "3D000", [startup(196_608, "user", "jsm")]],
    ["an old protocol", "0A000", [startup(131_072, "user", "postgres")]],
  ])("ends at %s", (_name, code, packets) => {
    const hello = createHello(expected);
    const last = packets.map((packet) => hello(packet)).at(-1);
    expect(last?.outcome).toBe("ended");
    expect(last?.reply.toString()).toContain(code);
  });

  test("bytes of another protocol are a violation", () => {
    expect(() => createHello(expected)(Buffer.from("GET / HTTP/1.1\r\n"))).toThrow(ProtocolViolation);
  });
});
