import Link from "next/link";

import { shortId } from "@/components/admin/short-id";

/** Opens a coupon beside the list of coupons. */
export function CouponLink({ id }: { id: string }) {
  return (
    <Link href={`/admin/coupons/${id}`} className="text-accent font-mono whitespace-nowrap hover:underline">
      {shortId(id)}
    </Link>
  );
}
