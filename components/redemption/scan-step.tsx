"use client";

import { cx } from "class-variance-authority";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";

import { Finder } from "@/components/scanner/finder";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Keyboard, TriangleAlert } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";

import { readCode, type ShownCode } from "./shown-code";
import { UndoButton, type UndoProps } from "./undo-button";

type ScanStepProps = {
  isReading: boolean;
  /** The last thing read was no code of ours. */
  isForeign: boolean;
  isOnline: boolean;
  /** A result lies over it: the camera goes on, nothing can be pressed. */
  isCovered: boolean;
  /** For a minute after the last one: its undo. */
  undo: UndoProps;
  onText: (text: string) => void;
  onCode: (code: ShownCode) => void;
};

/** Home: point at the code, or type the short one. Both lead to the same place. */
export function ScanStep({ isReading, isForeign, isOnline, isCovered, undo, onText, onCode }: ScanStepProps) {
  const t = useTranslations("attendant");
  const [isTyping, setTyping] = useState(false);
  if (isTyping && !isCovered) return <CodeEntry onCode={onCode} onBack={() => setTyping(false)} />;
  return (
    <div inert={isCovered} className="flex flex-1 flex-col lg:landscape:flex-row">
      <Finder isReading={isReading} onCode={onText} />
      <div className="flex flex-col justify-between gap-3 p-4 pt-0 lg:landscape:w-96 lg:landscape:pt-4">
        <h1
          role="status"
          className={cx(
            "-mx-4 flex min-h-20 items-center justify-center gap-3 px-4 text-center text-3xl lg:landscape:-mt-4",
            isForeign ? "bg-verdict-warn text-verdict-warn-ink" : "bg-plate-ink text-plate",
          )}
        >
          {isForeign && <TriangleAlert aria-hidden className="size-8 shrink-0" />}
          {isForeign ? t("foreignCode") : t("scan")}
        </h1>
        {!isOnline && (
          <p role="alert" className="rounded-box bg-verdict-danger text-verdict-ink p-4 text-lg font-bold">
            {t("offlineRefusal")}
          </p>
        )}
        {!isCovered && <UndoButton {...undo} />}
        <Button tone="secondary" size="xxl" wide onClick={() => setTyping(true)}>
          <Keyboard aria-hidden className="size-8" />
          {t("typeCode")}
        </Button>
      </div>
    </div>
  );
}

/** In groups of four, as it is printed; also takes the whole code from a hand-held scanner. */
const grouped = (text: string): string =>
  text.startsWith("JSM1")
    ? text
    : text
        .toUpperCase()
        .replace(/[\s-]/g, "")
        .replace(/(.{4})(?=.)/g, "$1 ");

function CodeEntry({ onCode, onBack }: { onCode: (code: ShownCode) => void; onBack: () => void }) {
  const t = useTranslations("attendant");
  const [text, setText] = useState("");
  const [isWrong, setWrong] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    const code = readCode(text);
    if (code) onCode(code);
    else setWrong(true);
  };
  return (
    <form onSubmit={send} className="mx-auto flex w-full max-w-xl flex-1 flex-col gap-4 p-4">
      <h1 className="text-3xl">{t("typeTitle")}</h1>
      <Field label={t("shortCode")} hint={t("shortCodeHint")} error={isWrong ? t("shortCodeWrong") : undefined}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            scale="lg"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={200}
            value={text}
            onChange={(event) => {
              setWrong(false);
              setText(grouped(event.target.value));
            }}
          />
        )}
      </Field>
      <div className="mt-auto flex flex-col gap-3">
        <Button type="submit" size="xxl" wide>
          {t("lookUp")}
        </Button>
        <Button tone="secondary" size="xl" wide onClick={onBack}>
          {t("backToCamera")}
        </Button>
      </div>
    </form>
  );
}
