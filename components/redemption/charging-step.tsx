"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";

import { useFormat } from "@/components/format/use-format";
import { Button } from "@/components/ui/button";
import { LoaderCircle } from "@/components/ui/icons";
import { Verdict } from "@/components/ui/verdict";

import type { Typed } from "./quote";

/** While the answer is on its way, and while it is asked for again: nothing to press, and the reason why it is safe. */
export function ChargingStep({ tries }: { tries: number }) {
  const t = useTranslations("attendant");
  const isAgain = tries > 1;
  return (
    <section
      role="status"
      className="bg-surface fixed inset-0 z-30 flex flex-col items-center justify-center gap-6 p-6 text-center"
    >
      <LoaderCircle aria-hidden className="animate-turn text-accent size-24" strokeWidth={2.5} />
      <h1 className="text-5xl">{isAgain ? t("confirming") : t("charging")}</h1>
      {isAgain && <p className="max-w-prose text-xl">{t("confirmingWhy")}</p>}
    </section>
  );
}

export function CheckingStep() {
  const t = useTranslations("attendant");
  return (
    <section role="status" className="flex flex-1 flex-col items-center justify-center gap-6 p-6 text-center">
      <LoaderCircle aria-hidden className="animate-turn text-accent size-24" strokeWidth={2.5} />
      <h1 className="text-4xl">{t("checking")}</h1>
    </section>
  );
}

type UnconfirmedStepProps = { typed: Typed; onAgain: () => void; onLater: () => void };

/** Amber: no answer came. Asking again uses the same operation; it stays in the list of the shift until it is known. */
export function UnconfirmedStep({ typed, onAgain, onLater }: UnconfirmedStepProps) {
  const t = useTranslations("attendant");
  const format = useFormat();
  return (
    <div className="fixed inset-0 z-30 overflow-y-auto">
      <Verdict
        tone="warn"
        word={t("unconfirmed")}
        figure={typed.askedIn === "PESOS" ? format.money(typed.text) : format.litres(typed.text)}
        action={
          <div className="mx-auto flex w-full max-w-xl flex-col gap-3 pb-2">
            <Button tone="secondary" size="xxl" wide autoFocus onClick={onAgain}>
              {t("askAgain")}
            </Button>
            <Button tone="secondary" size="xl" wide onClick={onLater}>
              {t("later")}
            </Button>
          </div>
        }
      >
        <p>{t("unconfirmedWhy")}</p>
        <p className="mt-2">
          <Link href="/sign-in?next=/redeem" className="font-bold underline">
            {t("signInAgain")}
          </Link>
        </p>
      </Verdict>
    </div>
  );
}
