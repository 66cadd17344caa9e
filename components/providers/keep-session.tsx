"use client";

import { useEffect } from "react";

import { renewSession } from "./renew-session";

// The access token lives 15 minutes.
const EVERY_MS = 10 * 60_000;
const LOOK_MS = 60_000;

/** Keeps the session of an open page fresh while it is looked at, so that moving on never asks to sign in again. */
export function KeepSession() {
  useEffect(() => {
    let renewedAt = Date.now();
    const look = () => {
      if (document.visibilityState !== "visible" || !navigator.onLine || Date.now() - renewedAt < EVERY_MS) return;
      renewedAt = Date.now();
      void renewSession();
    };
    const timer = setInterval(look, LOOK_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return null;
}
