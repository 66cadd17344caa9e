import { compactVerify, createLocalJWKSet } from "jose";
import { describe, expect, test } from "vitest";

import { ed25519Signer, makeKey } from "@/server/adapters/keys/key-material";
import { ed25519Receipts } from "@/server/adapters/receipt-signer/ed25519-receipts";
import { readReceipt, type ReceiptWords } from "@/server/coupons/domain/signed-receipt";
import type { Ed25519Purpose, KeyState } from "@/server/platform/keys";

const words: ReceiptWords = {
  ...{ iss: "http://localhost", id: "r", reference: "7K3M9QXW", couponId: "c", stationId: "s", stationName: "Zócalo" },
  ...{ timeZone: "America/Mexico_City", pumpNumber: 3, fuelType: "REGULAR", fuelAmount: "21.276", totalCost: "500.00" },
  ...{ pricePerLiter: "23.50", priceSince: "2026-11-20T06:00:00.000Z", balance: "500.00", ticketsGenerated: 6 },
  ...{ ticketsReason: "pesos-and-volume", redeemedAt: "2026-11-24T18:05:00.000Z", voidedAt: null },
};

async function ring() {
  const [first, second] = [await makeKey("RECEIPT", 1), await makeKey("RECEIPT", 2)];
  const states: Record<string, KeyState> = { [first.kid]: "VERIFY_ONLY", [second.kid]: "ACTIVE" };
  const asked: Ed25519Purpose[] = [];
  let active = first;
  const signer = ed25519Receipts({
    ed25519: (purpose) => {
      asked.push(purpose);
      return Promise.resolve(ed25519Signer(active.kid, active.privateKey));
    },
    ed25519Public: (purpose) => {
      asked.push(purpose);
      const rows = [first, second].map(({ kid, publicKey }) => {
        const raw = new Uint8Array(Buffer.from(publicKey, "base64url"));
        return [kid, { publicKey: raw, state: states[kid] ?? "REVOKED", from: new Date(0), to: null }] as const;
      });
      return Promise.resolve(new Map(rows));
    },
  });
  return { signer, states, asked, rotate: () => (active = second), first, second };
}

const keySet = async (signer: Awaited<ReturnType<typeof ring>>["signer"]) =>
  createLocalJWKSet({ keys: [...(await signer.keys())] });

describe("receipt signer", () => {
  test("signs the words with a key of its own purpose, and the published keys verify them", async () => {
    const { signer, asked, first } = await ring();
    const { kid, receipt } = await signer.sign(words);
    expect(kid).toBe(first.kid);
    expect(readReceipt(receipt)?.words).toEqual(words);
    const { payload } = await compactVerify(receipt, await keySet(signer));
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(words);
    expect(new Set(asked)).toEqual(new Set(["RECEIPT"]));
  });

  test("signs the same words alike, and another way once they differ", async () => {
    const { signer } = await ring();
    const { receipt } = await signer.sign(words);
    expect((await signer.sign(words)).receipt).toBe(receipt);
    expect((await signer.sign({ ...words, voidedAt: "2026-11-24T18:06:00.000Z" })).receipt).not.toBe(receipt);
  });

  test("a key that stopped signing still verifies; a revoked one is published no more", async () => {
    const { signer, states, first, rotate } = await ring();
    const old = (await signer.sign(words)).receipt;
    rotate();
    expect((await signer.sign(words)).receipt).not.toBe(old);
    await expect(compactVerify(old, await keySet(signer))).resolves.toBeDefined();
    states[first.kid] = "REVOKED";
    await expect(compactVerify(old, await keySet(signer))).rejects.toThrow();
  });
});
