"use client";

import { type ReactNode, useEffect } from "react";

import { forgetKeptCodes } from "./tell-worker";

/** Where nobody is signed in: nothing of the person before stays on this phone. */
export function ForgetCodes() {
  useEffect(() => void forgetKeptCodes(), []);
  return null;
}

/** A plain form that leaves the account; with a script it takes the kept codes off the phone first. */
export function LeavingForm({ action, children }: { action: () => Promise<void>; children: ReactNode }) {
  return (
    <form action={action} onSubmit={() => void forgetKeptCodes()}>
      {children}
    </form>
  );
}
