"use client";

import { type Dispatch, useEffect, useReducer, useState } from "react";

import { createScanGate, type ScanGate } from "@/components/scanner/scan-gate";
import type { Place } from "@/server/kernel/geo";
import type { Id } from "@/server/kernel/id";

import { type Desk, deskAfter, type DeskEvent, type DoneRedemption, START, takesCodes } from "./desk";
import { useDeskCalls } from "./desk-calls";
import { createKnownCodes, type KnownCodes } from "./known-codes";
import { failureOf } from "./outcome";
import { toneOfRefusal } from "./refusal-tone";
import { codeText, readCode, type ShownCode } from "./shown-code";
import { give, type Signal } from "./signals";
import type { UndoProps } from "./undo-button";
import type { Connection } from "./use-connection";
import { useDeskKeys } from "./use-desk-keys";
import type { PendingOperations } from "./use-pending";
import { useSend } from "./use-send";

export type DeskParts = {
  stationId: Id<"station">;
  isMuted: boolean;
  /** Something lies over the desk: keys and codes are not for it. */
  isPaused: boolean;
  connection: Connection;
  pending: PendingOperations;
  /** Where the phone is, where the attendant shares it. */
  place: Place | undefined;
  /** Something was charged: the totals of the shift have changed, and for a minute it can be undone. */
  onDone: (done: DoneRedemption) => void;
  undo: UndoProps;
};

/** What every part of the desk works with. */
export type DeskTools = {
  readonly desk: Desk;
  readonly send: Dispatch<DeskEvent>;
  readonly sign: (signal: Signal) => void;
  readonly gate: ScanGate;
  readonly known: KnownCodes;
};

function createGates() {
  const gate = createScanGate();
  return { gate, known: createKnownCodes(gate) };
}

const FOREIGN_SHOWN_MS = 4_000;

/** The desk's state with everything around it: codes in, calls out, signs to the hand and ear. */
export function useDesk(parts: DeskParts) {
  const [desk, send] = useReducer(deskAfter, START);
  const [{ gate, known }] = useState(createGates);
  const tools: DeskTools = { desk, send, gate, known, sign: (signal) => give(signal, parts.isMuted) };
  const look = useLook(tools, parts);
  const onSend = useSend(tools, parts);

  const onText = (text: string) => {
    if (parts.isPaused || !takesCodes(desk) || !gate.passes(text, performance.now())) return;
    const code = readCode(text);
    if (code) return void look(code);
    if (desk.step === "scan") tools.sign("warn");
    send({ type: "shown", code: undefined });
  };
  useDeskKeys(tools, { isPaused: parts.isPaused, onText });

  const isForeign = desk.step === "scan" && desk.isForeign === true;
  useEffect(() => {
    if (!isForeign) return;
    const timer = setTimeout(() => send({ type: "reset" }), FOREIGN_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isForeign, desk]);

  return { desk, send, onText, onCode: (code: ShownCode) => void look(code), onSend };
}

/** Asks what a code is. */
function useLook({ send, sign, gate, known }: DeskTools, { stationId, connection }: DeskParts) {
  const calls = useDeskCalls(stationId);
  return async (code: ShownCode): Promise<void> => {
    gate.hold(codeText(code), performance.now());
    send({ type: "shown", code });
    sign("seen");
    try {
      const preview = await calls.preview(code);
      known.learn(preview.coupon.id, codeText(code));
      known.hold(preview.coupon.id, performance.now());
      send({ type: "previewed", ...preview });
      if (preview.reason) sign(toneOfRefusal(preview.reason));
    } catch (error) {
      const failure = failureOf(error, true);
      if (failure.kind === "unknown") connection.doubt();
      const refused = failure.kind === "refused" ? failure : undefined;
      const kind = refused?.refusal ?? "UNAVAILABLE";
      send({ type: "refused", kind, requestId: refused?.requestId, waitSeconds: refused?.waitSeconds });
      sign(toneOfRefusal(kind));
    }
  };
}
