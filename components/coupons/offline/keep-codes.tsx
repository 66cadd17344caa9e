"use client";

import { useLocale } from "next-intl";
import { useEffect } from "react";

import type { OfflineMessage, ShownCode } from "./kept-code";
import { tellWorker } from "./tell-worker";

const MINUTE_LENGTH = "2026-11-24T18:05".length;

type KeepCodesProps = {
  /** The signed-in person's id. */
  person: string;
  codes: readonly ShownCode[];
  /** When the server read them. */
  asOf: string;
  /** These are all that can be spent: others that are kept are gone. */
  isWhole?: boolean;
};

/** Lets the codes on this page open without a network, for this person, until they sign out. Shows nothing. */
export function KeepCodes({ person, codes, asOf, isWhole = false }: KeepCodesProps) {
  const locale = useLocale();
  // A page that draws itself anew every few seconds tells only what changed, and the time by the minute.
  const minute = `${asOf.slice(0, MINUTE_LENGTH)}:00.000Z`;
  const message = { kind: "keep", person, codes, asOf: minute, locale, isWhole } satisfies OfflineMessage;
  const content = JSON.stringify(message);
  useEffect(() => void tellWorker(JSON.parse(content) as OfflineMessage), [content]); // written two lines above
  return null;
}

/** A coupon that cannot be shown any more: its code goes as soon as its page says so. */
export function DropCode({ person, id }: { person: string; id: string }) {
  useEffect(() => void tellWorker({ kind: "drop", person, id }), [person, id]);
  return null;
}
