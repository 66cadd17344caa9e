"use client";

import { useEffect, useEffectEvent, useState } from "react";

import { useApiClient } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { beatSeconds } from "@/server/ads/domain/view-session";
import type { Id } from "@/server/kernel/id";
import type { RefusalKind } from "@/server/kernel/refusal";

import { type Counted, secondsLeft } from "./ad-clock";

export type Ad = { readonly id: Id<"creative">; readonly title: string; readonly step: number };
type Session = { readonly sessionId: Id<"adSession">; readonly token: string; readonly durationSeconds: number };
type Reward = { readonly bonusTicketsGenerated: number; readonly totalTickets: number };

export type AdView =
  | { readonly phase: "idle"; readonly refusal?: RefusalKind | undefined }
  | { readonly phase: "starting"; readonly ad: Ad }
  | {
      readonly phase: "watching";
      readonly ad: Ad;
      readonly session: Session;
      readonly left: number;
      readonly isPaused: boolean;
    }
  | { readonly phase: "watched"; readonly ad: Ad; readonly session: Session; readonly reward: Reward };

const TICK_MS = 250;
const isSeen = (): boolean => document.visibilityState === "visible";

/** One ad at a time: tells the server every few seconds that it is on the screen, and shows what the server counted. */
export function useAdView(redemptionId: Id<"redemption">, onWatched: () => void) {
  const client = useApiClient();
  const [view, setView] = useState<AdView>({ phase: "idle" });
  const end = (fault: unknown) => setView({ phase: "idle", refusal: refusalOrFault(fault) });

  async function start(ad: Ad): Promise<void> {
    setView({ phase: "starting", ad });
    try {
      const session = await client.ads.start.mutate({ adId: ad.id, redemptionId });
      setView({ phase: "watching", ad, session, left: session.durationSeconds, isPaused: !isSeen() });
    } catch (fault) {
      end(fault);
    }
  }

  async function finish(ad: Ad, session: Session): Promise<void> {
    try {
      const reward = await client.ads.complete.mutate({ id: session.sessionId, token: session.token });
      setView({ phase: "watched", ad, session, reward });
      onWatched();
    } catch (fault) {
      end(fault);
    }
  }

  useBeats(view, {
    show: (left, isPaused) => setView((was) => (was.phase === "watching" ? { ...was, left, isPaused } : was)),
    finish,
    fail: end,
  });

  async function follow({ sessionId, token }: Session): Promise<string> {
    return (await client.ads.click.mutate({ id: sessionId, token })).url;
  }

  return { view, start, follow, close: () => setView({ phase: "idle" }) };
}

type Listener = {
  show(left: number, isPaused: boolean): void;
  finish(ad: Ad, session: Session): Promise<void>;
  fail(fault: unknown): void;
};

/** Beats while an ad is watched, at once when the page hides or comes back; a beat that is lost is followed by the next. */
function useBeats(view: AdView, listener: Listener): void {
  const client = useApiClient();
  const session = view.phase === "watching" ? view.session : undefined;
  const ad = view.phase === "watching" ? view.ad : undefined;
  const show = useEffectEvent(listener.show);
  const fail = useEffectEvent(listener.fail);
  const finish = useEffectEvent(listener.finish);
  useEffect(() => {
    if (!session || !ad) return undefined;
    const { sessionId, token, durationSeconds } = session;
    let counted: Counted = { visibleSeconds: 0, at: performance.now(), isVisible: isSeen() };
    let isOver = false;
    const beat = async () => {
      const isVisible = isSeen();
      try {
        const { visibleSeconds } = await client.ads.beat.mutate({ id: sessionId, token, visible: isVisible });
        counted = { visibleSeconds, at: performance.now(), isVisible };
      } catch (fault) {
        if (!isOver && navigator.onLine) fail(fault);
      }
    };
    const tick = () => {
      const left = secondsLeft(durationSeconds, counted, performance.now());
      show(left, !isSeen());
      if (left > 0 || isOver) return;
      isOver = true;
      void finish(ad, session);
    };
    const beats = setInterval(() => void beat(), beatSeconds * 1_000);
    const ticks = setInterval(tick, TICK_MS);
    const turn = () => void beat();
    document.addEventListener("visibilitychange", turn);
    return () => {
      isOver = true;
      clearInterval(beats);
      clearInterval(ticks);
      document.removeEventListener("visibilitychange", turn);
    };
  }, [session, ad, client]);
}
