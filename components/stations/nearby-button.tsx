"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";

import { Button } from "@/components/ui/button";
import { LocateFixed } from "@/components/ui/icons";

type NearbyButtonProps = {
  /** The address of the list with its other filters; the place is added to it. */
  href: string;
  words: { ask: string; refused: string };
};

/** Asks the device where it is, only when pressed, and searches from there. */
export function NearbyButton({ href, words }: NearbyButtonProps) {
  const router = useRouter();
  const [isMoving, startMove] = useTransition();
  const [state, setState] = useState<"idle" | "asking" | "refused">("idle");
  const ask = () => {
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const target = new URL(href, window.location.origin);
        target.searchParams.set("lat", coords.latitude.toFixed(5));
        target.searchParams.set("lng", coords.longitude.toFixed(5));
        setState("idle");
        startMove(() => router.push(`${target.pathname}${target.search}`));
      },
      () => setState("refused"),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  };
  return (
    <div className="space-y-1">
      <Button tone="secondary" busy={state === "asking" || isMoving} onClick={ask}>
        <LocateFixed aria-hidden className="size-5" />
        {words.ask}
      </Button>
      {state === "refused" && (
        <p role="alert" className="text-warn text-sm">
          {words.refused}
        </p>
      )}
    </div>
  );
}
