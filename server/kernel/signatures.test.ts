import { createPrivateKey, createPublicKey, sign, verify } from "node:crypto";

import { describe, expect, test } from "vitest";

import { blsPublicKey, blsSecretKey, blsSign, blsVerify, roundMessage } from "./bls";
import { fromHex, joinBytes, toHex, utf8 } from "./bytes";
import { ed25519PublicKey, ed25519Sign, ed25519Verify } from "./ed25519";
import { runningSha256, sha256 } from "./hash";

describe("SHA-256", () => {
  test("the standard's example, whole and in pieces", () => {
    const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    expect(toHex(sha256(utf8("abc")))).toBe(expected);
    expect(toHex(sha256(utf8("a"), utf8("bc")))).toBe(expected);
    const running = runningSha256();
    running.update(utf8("ab"));
    running.update(utf8("c"));
    expect(toHex(running.digest())).toBe(expected);
  });
});

describe("Ed25519", () => {
  const secret = fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
  const publicKey = ed25519PublicKey(secret);

  test("the first example of RFC 8032", () => {
    expect(toHex(publicKey)).toBe("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    const signature = ed25519Sign(new Uint8Array(0), secret);
    expect(toHex(signature)).toBe(
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    );
    expect(ed25519Verify(signature, new Uint8Array(0), publicKey)).toBe(true);
  });

  test("agrees with node's, both ways, and refuses everything else", () => {
    const der = joinBytes(fromHex("302e020100300506032b657004220420"), secret);
    const key = createPrivateKey({ key: Buffer.from(der), format: "der", type: "pkcs8" });
    const message = utf8("un mensaje");
    const theirs = new Uint8Array(sign(null, message, key));
    expect(theirs).toEqual(ed25519Sign(message, secret));
    expect(verify(null, message, createPublicKey(key), ed25519Sign(message, secret))).toBe(true);
    expect(ed25519Verify(theirs, utf8("otro mensaje"), publicKey)).toBe(false);
    expect(ed25519Verify(theirs.slice(1), message, publicKey)).toBe(false);
    expect(ed25519Verify(theirs, message, publicKey.slice(1))).toBe(false);
  });
});

describe("BLS on G1 (bls-unchained-g1-rfc9380)", () => {
  const secret = blsSecretKey(new Uint8Array(48).fill(7));
  const publicKey = blsPublicKey(secret);

  test("what is signed verifies, for that message and key only", () => {
    const signature = blsSign(roundMessage(12), secret);
    expect([signature.length, publicKey.length]).toEqual([48, 96]);
    expect(blsVerify(signature, roundMessage(12), publicKey)).toBe(true);
    expect(blsVerify(signature, roundMessage(13), publicKey)).toBe(false);
    expect(blsVerify(signature, roundMessage(12), blsPublicKey(blsSecretKey(new Uint8Array(48).fill(8))))).toBe(false);
  });

  test("malformed, infinite and short signatures are false, not faults", () => {
    const infinity = new Uint8Array(48);
    infinity[0] = 0xc0;
    for (const signature of [new Uint8Array(48), new Uint8Array(47), infinity, new Uint8Array(48).fill(0xff)]) {
      expect(blsVerify(signature, roundMessage(1), publicKey)).toBe(false);
    }
  });
});
