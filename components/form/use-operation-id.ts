"use client";

import { useState } from "react";

import { newOperationId } from "./new-operation-id";

/** The `Idempotency-Key` of one intended change: the same for the same content, another as soon as the content changes. */
export function useOperationId(content: string): string {
  const [kept, keep] = useState(() => ({ content, id: newOperationId() }));
  if (kept.content === content) return kept.id;
  const next = { content, id: newOperationId() };
  keep(next);
  return next.id;
}
