"use client";

import { useTranslations } from "next-intl";
import { useActionState } from "react";

import { CircleUser, ShieldCheck } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { DemoAccount } from "@/server/auth/domain/demo-accounts";

import type { FormAction } from "./form-state";

export type DemoState = { readonly problem: "used" | "wait" | "fault" | undefined };

type DemoAccountsProps = { accounts: readonly DemoAccount[]; action: FormAction<DemoState>; next: string };

/** One button per seeded account. Present only where their password is everybody's. */
export function DemoAccounts({ accounts, action, next }: DemoAccountsProps) {
  const t = useTranslations();
  const [state, send, isBusy] = useActionState(action, { problem: undefined });
  return (
    <section aria-labelledby="demo-accounts" className="space-y-3">
      <div>
        <h2 id="demo-accounts" className="text-xl">
          {t("auth.demo.title")}
        </h2>
        <p className="text-ink-muted text-sm">{t("auth.demo.lead")}</p>
      </div>
      {state.problem && (
        <Notice tone="warn" alert>
          {state.problem === "used" ? t("auth.demo.used") : t(`auth.signIn.${state.problem}`)}
        </Notice>
      )}
      <form action={send} className="grid gap-2">
        <input type="hidden" name="next" value={next} />
        {accounts.map(({ email, role, hasSecondFactor }) => (
          <button
            key={email}
            type="submit"
            name="account"
            value={email}
            disabled={isBusy}
            className="rounded-box border-line-strong bg-surface-raised hover:bg-surface-sunken flex min-h-13 items-center gap-3 border px-3 py-2 text-left transition-colors"
          >
            <CircleUser aria-hidden className="text-accent size-6 shrink-0" />
            <span className="min-w-0 flex-1">
              <span className="block font-semibold">{t(`role.${role}`)}</span>
              <span className="text-ink-muted block truncate text-sm">{email}</span>
            </span>
            {hasSecondFactor && (
              <span className="text-ink-muted flex items-center gap-1 text-sm">
                <ShieldCheck aria-hidden className="size-4 shrink-0" />
                <span className="sr-only sm:not-sr-only">{t("auth.demo.factor")}</span>
              </span>
            )}
          </button>
        ))}
      </form>
    </section>
  );
}
