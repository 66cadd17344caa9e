"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { timeLeft } from "@/components/format/format";

type CountdownProps = {
  until: string;
  /** The server's clock when it drew the page, so that both draw the same. */ from: string;
  words: { days: string; over: string };
};

const pad = (n: number) => String(n).padStart(2, "0");
const A_MOMENT_MS = 5000;

/** Time left, in figures. When it runs out the page is fetched again a moment later, to show what came of it. */
export function Countdown({ until, from, words }: CountdownProps) {
  const router = useRouter();
  const [now, setNow] = useState(() => new Date(from));
  const left = timeLeft(until, now);
  useEffect(() => {
    if (left.over) {
      const later = setTimeout(() => router.refresh(), A_MOMENT_MS);
      return () => clearTimeout(later);
    }
    const tick = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(tick);
  }, [left.over, router]);
  if (left.over) return <span className="figure text-2xl">{words.over}</span>;
  return (
    <span role="timer" className="figure inline-flex items-baseline gap-1 text-4xl">
      {left.days > 0 && (
        <>
          {left.days}
          <span className="mr-2 text-2xl">{words.days}</span>
        </>
      )}
      {pad(left.hours)}:{pad(left.minutes)}:{pad(left.seconds)}
    </span>
  );
}
