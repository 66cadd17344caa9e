"use client";

import { useState } from "react";

import type { DoneRedemption } from "./desk";
import type { UndoProps } from "./undo-button";
import { UNDO_MS, type Undoable } from "./undoable";
import type { VoidTarget } from "./void-steps";

/** What is being undone, and the last one while its minute lasts. */
export function useVoiding() {
  const [undoable, setUndoable] = useState<Undoable>();
  const [target, setTarget] = useState<VoidTarget>();

  const undo: UndoProps = {
    undoable,
    onUndo: () => setTarget(undoable?.target),
    onOver: () => setUndoable(undefined),
  };
  return {
    target,
    undo,
    /** Something was just dispensed here. */
    offer: ({ id, totalCost, pumpNumber, reference }: DoneRedemption) => {
      const dispensed = { id, totalCost, pumpNumber, reference, isInOwnRight: true };
      setUndoable({ target: dispensed, until: performance.now() + UNDO_MS });
    },
    start: setTarget,
    end: (isDone: boolean) => {
      if (isDone && undoable?.target.id === target?.id) setUndoable(undefined);
      setTarget(undefined);
    },
  };
}
