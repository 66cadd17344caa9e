"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";

import { renewSession } from "@/components/providers/renew-session";
import { Button } from "@/components/ui/button";
import { Lock } from "@/components/ui/icons";
import { judgeIdle } from "@/server/auth/domain/station-device";

const LOOK_MS = 1_000;

/** Locks a paired device: by hand, and by itself when nobody has touched it for two minutes. */
export function LockForm({ action }: { action: () => Promise<void> }) {
  const t = useTranslations("device");
  return (
    <form action={action}>
      <Button type="submit" tone="secondary" size="xl" wide>
        <Lock aria-hidden className="size-5" />
        {t("lock")}
      </Button>
    </form>
  );
}

/** Watches for touches and keys; a screen in use tells the server, which ends an unused session by itself. */
export function AutoLock({ action }: { action: () => Promise<void> }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    let screen = { touchedAt: Date.now(), toldAt: Date.now() };
    let isLocking = false;
    const touch = () => void (screen = { ...screen, touchedAt: Date.now() });
    const look = () => {
      if (isLocking) return;
      const now = Date.now();
      const verdict = judgeIdle(screen, now);
      if (verdict === "tell") {
        screen = { ...screen, toldAt: now };
        void renewSession();
      }
      if (verdict === "lock") {
        isLocking = true;
        form.current?.requestSubmit();
      }
    };
    const timer = setInterval(look, LOOK_MS);
    const touches = ["pointerdown", "keydown"] as const;
    for (const kind of touches) document.addEventListener(kind, touch);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      for (const kind of touches) document.removeEventListener(kind, touch);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return <form ref={form} action={action} hidden />;
}
