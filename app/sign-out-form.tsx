import { getTranslations } from "next-intl/server";

import { LeavingForm } from "@/components/coupons/offline/forget-codes";
import { Button } from "@/components/ui/button";
import { LogOut } from "@/components/ui/icons";
import { signOutPage } from "@/server/auth/next-auth";

async function signOut(): Promise<void> {
  "use server";
  await signOutPage("/sign-in");
}

/** The way out of a face; a plain form, so that it works whatever the page's script does. */
export async function SignOutForm({ size }: { size?: "sm" | "lg" | "xl" }) {
  const t = await getTranslations("common");
  return (
    <LeavingForm action={signOut}>
      <Button type="submit" tone="secondary" size={size ?? "sm"} wide>
        <LogOut aria-hidden className="size-5" />
        {t("signOut")}
      </Button>
    </LeavingForm>
  );
}
