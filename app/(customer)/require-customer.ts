import { headers } from "next/headers";
import { redirect } from "next/navigation";

import { homeOf } from "@/components/layout/viewer";
import { currentUser, viewer } from "@/server/api/rsc";

/** Strangers sign in and come back to where they were; other roles go to their own face. The procedures check again. */
export async function requireCustomer() {
  const [who, user] = await Promise.all([viewer(), currentUser()]);
  const path = (await headers()).get("x-jsm-path") ?? "/wallet";
  if (!who || !user) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  if (who.role !== "CUSTOMER") redirect(homeOf[who.role]);
  return { ...who, id: user.id };
}
