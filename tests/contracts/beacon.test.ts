import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, describe, expect, test } from "vitest";

import { developmentBeacon } from "@/server/adapters/beacon/development-beacon";
import { drandBeacon, relaysOf } from "@/server/adapters/beacon/drand-beacon";
import { createSecrets } from "@/server/adapters/keys/secrets";
import { createLogger } from "@/server/platform/logger";
import { isRoundSignature, quicknet, roundTimeMs } from "@/server/raffles/domain/beacon";
import type { Beacon } from "@/server/raffles/ports";
import { signTestRound, testChain } from "@/tests/support/draw-bundle";
import { drawVector } from "@/tests/support/draw-vector";

const log = createLogger({ LOG_LEVEL: "silent" });
const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

async function relay(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json =
  (body: unknown): RequestListener =>
  (_req, res) =>
    void res.end(JSON.stringify(body));
const roundIn = (url: string | undefined): number => Number(/\/public\/(\d+)$/.exec(url ?? "")?.[1]);

/** What a relay of the test chain serves up to `latest`. */
const honest =
  (latest: number): RequestListener =>
  (req, res) => {
    const round = roundIn(req.url);
    if (!req.url?.startsWith(`/${testChain.chain}/public/`) || !(round <= latest))
      return void res.writeHead(404).end("{}");
    res.end(JSON.stringify({ round, randomness: "00", signature: signTestRound(round) }));
  };

type Case = { name: string; make(latest: number): Promise<Beacon> };

const beacons: Case[] = [
  {
    name: "development chain",
    make: async (latest) => {
      const secrets = createSecrets("a master secret that is long enough for this");
      const { chain } = developmentBeacon({ secrets, now: () => 0 });
      return developmentBeacon({ secrets, now: () => roundTimeMs(chain, latest) });
    },
  },
  {
    name: "drand relays",
    make: async (latest) =>
      drandBeacon({ log, chain: testChain, relays: await relay(honest(latest)), timeoutMs: 2_000 }),
  },
];

describe.each(beacons)("beacon: $name", ({ make }) => {
  test("gives the signature of a round that is out, and it verifies on its chain only", async () => {
    const beacon = await make(12);
    const signature = await beacon.signatureOf(12);
    expect(isRoundSignature(beacon.chain, 12, signature ?? "")).toBe(true);
    expect(isRoundSignature(beacon.chain, 11, signature ?? "")).toBe(false);
    expect(isRoundSignature(quicknet, 12, signature ?? "")).toBe(false);
    expect(await beacon.signatureOf(12)).toBe(signature);
  });

  test("gives nothing for a round that is not out yet", async () => {
    const beacon = await make(12);
    expect(await beacon.signatureOf(13)).toBeNull();
  });
});

describe("relays that lie, lag or hang", () => {
  const lies: [string, RequestListener][] = [
    ["another round's signature", json({ signature: signTestRound(6) })],
    ["a signature of another chain", json({ signature: drawVector.signature })],
    ["no signature", json({ round: 7 })],
    ["HTML", (_req, res) => void res.end("<html>maintenance</html>")],
    ["a fault", (_req, res) => void res.writeHead(500).end()],
    ["a redirect", (_req, res) => void res.writeHead(302, { location: "http://127.0.0.1:1/" }).end()],
    ["an endless answer", (_req, res) => void res.end("x".repeat(100_000))],
    ["silence", () => undefined],
  ];

  test.each(lies)("%s is ignored, and another relay is believed", async (_what, lie) => {
    const relays = `${await relay(lie)},${await relay(honest(7))}`;
    const beacon = drandBeacon({ log, chain: testChain, relays, timeoutMs: 2_000 });
    expect(await beacon.signatureOf(7)).toBe(signTestRound(7));
  });

  test("when all of them do, there is no signature, and no fault either", async () => {
    const relays = (await Promise.all(lies.map(([, lie]) => relay(lie)))).join(",");
    const beacon = drandBeacon({ log, chain: testChain, relays, timeoutMs: 300 });
    expect(await beacon.signatureOf(7)).toBeNull();
  });

  test("only https is asked beyond this machine", () => {
    expect(relaysOf(undefined).every((address) => address.startsWith("https://"))).toBe(true);
    expect(relaysOf("https://a.example/, http://127.0.0.1:5")).toEqual(["https://a.example", "http://127.0.0.1:5"]);
    expect(() => relaysOf("http://a.example")).toThrow(RangeError);
    expect(() => relaysOf("")).toThrow(RangeError);
  });
});
