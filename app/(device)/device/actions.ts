"use server";

import { redirect } from "next/navigation";

import type { PairState } from "@/components/device/pair-form";
import type { PinState } from "@/components/device/pin-desk";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { api } from "@/server/api/rsc";
import { keepStationKey, pinSignInPage } from "@/server/auth/next-auth";

const typed = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** The key goes into a cookie that no script reads; the page then shows who may use the device. */
export async function pairAction(_before: PairState, form: FormData): Promise<PairState> {
  const calls = await api();
  try {
    const { key } = await calls.devices.pair({ code: typed(form, "code") });
    await keepStationKey(key);
  } catch (fault) {
    return { refusal: refusalOrFault(fault) };
  }
  redirect("/device");
}

/** Ends in a redirect to the pump where the PIN is right. */
export async function pinAction(_before: PinState, form: FormData): Promise<PinState> {
  const code = await pinSignInPage({ person: typed(form, "person"), pin: typed(form, "pin"), redirectTo: "/redeem" });
  const problem = code === "rate_limited" ? "wait" : code === "access_denied" ? "wrong" : "fault";
  return { problem };
}
