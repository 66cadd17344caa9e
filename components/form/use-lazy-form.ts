"use client";

import { type DefaultValues, type FieldValues, type Resolver, useForm, type UseFormReturn } from "react-hook-form";
import type { z } from "zod";

type LazyForm<Input extends FieldValues, Output> = {
  /** Such as `() => import("@/server/coupons/schemas").then((m) => m.purchaseInput)`: zod loads at the first check, not with the page. */
  schema: () => Promise<z.ZodType<Output, Input>>;
  defaultValues: DefaultValues<Input>;
};

/** A form checked by the schema of the procedure it calls. Checks on leaving a field, then on each change. */
export function useLazyForm<Input extends FieldValues, Output>(
  form: LazyForm<Input, Output>,
): UseFormReturn<Input, unknown, Output> {
  const resolver: Resolver<Input, unknown, Output> = async (values, context, options) => {
    const [{ zodResolver }, schema] = await Promise.all([import("@hookform/resolvers/zod"), form.schema()]);
    return zodResolver(schema)(values, context, options);
  };
  return useForm<Input, unknown, Output>({ resolver, defaultValues: form.defaultValues, mode: "onTouched" });
}
