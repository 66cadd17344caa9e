import { redirect } from "next/navigation";

import { homeOf } from "@/components/layout/viewer";
import { viewer } from "@/server/api/rsc";

/** Strangers sign in and come back to `path`; other roles go to their own face. The procedures check again. */
export async function requireCustomer(path: string) {
  const who = await viewer();
  if (!who) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  if (who.role !== "CUSTOMER") redirect(homeOf[who.role]);
  return who;
}
