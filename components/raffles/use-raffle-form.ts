"use client";

import { type FieldErrors, type Resolver, useForm } from "react-hook-form";

import { problemKey } from "@/components/form/problem-key";
import type { Timing } from "@/server/raffles/domain/raffle-status";
import type { CreateRaffleInput } from "@/server/raffles/schemas/raffle";

import { draftDateFaults, inputOf, type RaffleDraft } from "./raffle-draft";

type Fault = { path: readonly PropertyKey[]; type: string };

/** Puts each fault at its place in the shape that the form library reads. */
function errorsOf(faults: readonly Fault[]): FieldErrors<RaffleDraft> {
  const errors: Record<string, unknown> = {};
  for (const { path, type } of faults) {
    let at = errors;
    for (const step of path.slice(0, -1)) at = (at[String(step)] ??= {}) as Record<string, unknown>; // only objects are put there
    at[String(path.at(-1))] ??= { type };
  }
  return errors;
}

const valueAt = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((at, step) => Reflect.get(Object(at), step), input);

/** The form of a raffle, checked by the schema of the procedure and by the rule of its dates; both load at the first check. */
export function useRaffleForm(initial: RaffleDraft, timing: Timing) {
  const resolver: Resolver<RaffleDraft, unknown, CreateRaffleInput> = async (draft) => {
    const { createRaffleInput } = await import("@/server/raffles/schemas/raffle");
    const input = inputOf(draft);
    const parsed = createRaffleInput.safeParse(input);
    const dates = draftDateFaults(draft, timing).map((name): Fault => ({ path: [name], type: `date.${name}` }));
    if (parsed.success && dates.length === 0) return { values: parsed.data, errors: {} };
    const issues = (parsed.error?.issues ?? []).map(({ path, code, message }): Fault => {
      const isEmpty = ["", undefined].includes(valueAt(input, path) as string | undefined);
      return { path, type: problemKey({ type: code, message }, isEmpty) };
    });
    return { values: {}, errors: errorsOf([...issues, ...dates]) };
  };
  return useForm<RaffleDraft, unknown, CreateRaffleInput>({ resolver, defaultValues: initial, mode: "onTouched" });
}

export type RaffleForm = ReturnType<typeof useRaffleForm>;
