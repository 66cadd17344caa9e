"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState, useSyncExternalStore } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { EmptyState, ErrorState } from "@/components/ui/states";

import { checkReceipt, type PublicKey } from "./check-receipt";
import { ReceiptPaper } from "./receipt-paper";

type ReceiptCheckProps = { keys: readonly PublicKey[] };

const subscribe = (listener: () => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};
const inAddress = (): string => window.location.hash.slice(1);

/** The receipt behind the `#` of the address, or one that is pasted, checked in this browser. */
export function ReceiptCheck({ keys }: ReceiptCheckProps) {
  const t = useTranslations("receipts");
  const shared = useSyncExternalStore(subscribe, inAddress, () => "");
  const [typed, setTyped] = useState("");
  const show = (event: FormEvent) => {
    event.preventDefault();
    window.location.hash = typed.trim();
  };
  return (
    <div className="space-y-6">
      {shared !== "" && <Result text={shared} keys={keys} />}
      <form onSubmit={show} className="space-y-3 print:hidden">
        <Field label={t("paste")}>
          {(control) => (
            <Textarea
              {...control}
              spellCheck={false}
              maxLength={4_000}
              value={typed}
              className="font-mono text-sm"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" disabled={typed.trim() === ""}>
          {t("check")}
        </Button>
      </form>
    </div>
  );
}

function Result({ text, keys }: { text: string; keys: readonly PublicKey[] }) {
  const t = useTranslations("receipts");
  const checked = checkReceipt(text, keys);
  if (checked.state === "valid") return <ReceiptPaper words={checked.words} kid={checked.kid} />;
  if (checked.state === "unknownKey") return <EmptyState title={t("unknownKey")}>{t("unknownKeyBody")}</EmptyState>;
  return <ErrorState title={t("broken")}>{t("brokenBody")}</ErrorState>;
}
