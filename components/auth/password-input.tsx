"use client";

import { useTranslations } from "next-intl";
import { type ComponentProps, useState } from "react";

import { Eye, EyeOff } from "@/components/ui/icons";
import { Input } from "@/components/ui/input";

/** A password that can be looked at. What was typed stays when the form comes back with a question. */
export function PasswordInput(props: Omit<ComponentProps<typeof Input>, "type" | "value" | "onChange">) {
  const t = useTranslations("auth");
  const [text, setText] = useState("");
  const [isShown, setIsShown] = useState(false);
  const Sign = isShown ? EyeOff : Eye;
  return (
    <div className="relative">
      <Input
        {...props}
        type={isShown ? "text" : "password"}
        value={text}
        onChange={(event) => setText(event.target.value)}
        className="pr-12"
        spellCheck={false}
        autoCapitalize="none"
      />
      <button
        type="button"
        onClick={() => setIsShown(!isShown)}
        aria-label={isShown ? t("hide") : t("show")}
        aria-pressed={isShown}
        className="text-ink-muted hover:text-ink absolute inset-y-0 right-0 flex w-11 items-center justify-center"
      >
        <Sign aria-hidden className="size-5" />
      </button>
    </div>
  );
}
