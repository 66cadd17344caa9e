import { redirect } from "next/navigation";

import { homeOf } from "@/components/layout/viewer";
import { viewer } from "@/server/api/rsc";

/** After signing in: each role to its own face. */
export default async function GoPage() {
  const who = await viewer();
  redirect(who ? homeOf[who.role] : "/sign-in");
}
