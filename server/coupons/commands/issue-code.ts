import "server-only";
import type { Coupon } from "@/server/coupons/domain/coupon";
import type { IssuedCode } from "@/server/coupons/domain/purchase";
import type { CouponSigner } from "@/server/coupons/ports";

type Issue = {
  readonly coupon: Pick<Coupon, "id" | "fuel" | "stationId">;
  readonly version: number;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
};

/** Signs a new code for a coupon; the version that the database holds is the only one that counts. */
export async function issueCode(signer: CouponSigner, issue: Issue): Promise<IssuedCode> {
  const { coupon, version, issuedAt, expiresAt } = issue;
  const { kid, code } = await signer.sign({
    couponId: coupon.id,
    qrVersion: version,
    issuedAt,
    expiresAt,
    fuel: coupon.fuel,
    isOneStation: coupon.stationId !== null,
  });
  return { kid, version, issuedAt, code };
}
