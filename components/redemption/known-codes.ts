import type { ScanGate } from "@/components/scanner/scan-gate";

/** Which codes were found to be of one coupon: its QR code and its short code are the same look. */
export type KnownCodes = {
  learn(couponId: string, code: string): void;
  /** Takes every known code of the coupon as just seen. */
  hold(couponId: string, atMs: number): void;
};

export function createKnownCodes(gate: ScanGate): KnownCodes {
  const codes = new Map<string, Set<string>>();
  return {
    learn(couponId, code) {
      const known = codes.get(couponId) ?? new Set<string>();
      codes.set(couponId, known.add(code));
    },
    hold(couponId, atMs) {
      for (const code of codes.get(couponId) ?? []) gate.hold(code, atMs);
    },
  };
}
