"use client";

import { useTranslations } from "next-intl";
import { useActionState, useRef, useState } from "react";

import type { FormAction } from "@/components/auth/form-state";
import { PIN_LENGTH, PinPad } from "@/components/redemption/pin-pad";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

export type PinState = { readonly problem: "wrong" | "wait" | "fault" | undefined };

export type DevicePerson = { readonly id: string; readonly name: string };

type PinDeskProps = { people: readonly DevicePerson[]; action: FormAction<PinState> };

const untouched: PinState = { problem: undefined };

/** First who, then the six digits: one decision at a time. */
export function PinDesk({ people, action }: PinDeskProps) {
  const t = useTranslations("device");
  const [person, setPerson] = useState<DevicePerson>();
  if (person) return <PinStep key={person.id} person={person} action={action} onBack={() => setPerson(undefined)} />;
  return (
    <section className="space-y-3">
      <h2 className="text-xl">{t("who")}</h2>
      <ul className="space-y-4">
        {people.map((one) => (
          <li key={one.id}>
            <Button tone="secondary" size="xl" wide onClick={() => setPerson(one)}>
              {one.name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

type PinStepProps = { person: DevicePerson; action: FormAction<PinState>; onBack: () => void };

function PinStep({ person, action, onBack }: PinStepProps) {
  const t = useTranslations("device");
  const form = useRef<HTMLFormElement>(null);
  const [pin, setPin] = useState("");
  const [{ problem }, send, isBusy] = useActionState(async (before: PinState, given: FormData) => {
    const after = await action(before, given);
    setPin("");
    return after;
  }, untouched);
  return (
    <form ref={form} action={send} className="flex flex-1 flex-col justify-between gap-4">
      <input type="hidden" name="person" value={person.id} />
      <input type="hidden" name="pin" value={pin} />
      <div className="space-y-3">
        <h2 className="text-xl">{t("pinOf", { name: person.name })}</h2>
        {problem && (
          <Notice tone="danger" alert>
            {t(`pin.${problem}`)}
          </Notice>
        )}
        <PinPad pin={pin} onPin={setPin} onEnter={() => form.current?.requestSubmit()} />
      </div>
      <div className="space-y-4">
        <Button type="submit" size="xl" wide busy={isBusy} disabled={pin.length !== PIN_LENGTH}>
          {t("enter")}
        </Button>
        <Button tone="secondary" size="xl" wide onClick={onBack}>
          {t("somebodyElse")}
        </Button>
      </div>
    </form>
  );
}
