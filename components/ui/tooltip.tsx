"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A few words more about a control. Never the only place of something a person must know: touch has no hover. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            sideOffset={6}
            className="animate-appear rounded-box bg-ink text-surface shadow-lift z-50 max-w-72 px-3 py-2 text-sm"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
