"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

import { useFormat } from "@/components/format/use-format";
import { Notice } from "@/components/ui/notice";

import type { OwnCheck } from "./check-own-log";

async function checked(raffleId: string): Promise<OwnCheck> {
  try {
    const { checkOwnLog } = await import("./check-own-log");
    return await checkOwnLog(raffleId, window.localStorage);
  } catch {
    return { state: "unavailable" };
  }
}

/** Checks the person's receipts on this device; the curve arithmetic is loaded when the page stands. */
export function OwnProof({ raffleId }: { raffleId: string }) {
  const t = useTranslations("tickets.proof");
  const [check, setCheck] = useState<OwnCheck>();

  useEffect(() => {
    let isGone = false;
    const run = async () => {
      const done = await checked(raffleId);
      if (!isGone) setCheck(done);
    };
    void run();
    return () => {
      isGone = true;
    };
  }, [raffleId]);

  if (!check) return <Notice>{t("checking")}</Notice>;
  return <Outcome check={check} />;
}

function Outcome({ check }: { check: OwnCheck }) {
  const t = useTranslations("tickets.proof");
  const format = useFormat();
  switch (check.state) {
    case "ok":
      return (
        <Notice tone="ok">
          {t("ok", { count: check.blocks })}{" "}
          {check.since === null ? t("firstTime") : t("goesOn", { date: format.dateTime(check.since) })}
        </Notice>
      );
    case "failed":
      return (
        <Notice tone="danger" alert>
          {t("failed", { leaf: check.leaf })}
        </Notice>
      );
    case "rewritten":
      return (
        <Notice tone="danger" alert>
          {t("rewritten", { date: format.dateTime(check.since) })}
        </Notice>
      );
    case "unavailable":
      return <Notice tone="warn">{t("unavailable")}</Notice>;
  }
}
