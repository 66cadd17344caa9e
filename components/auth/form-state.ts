import type { RefusalKind } from "@/server/kernel/refusal";

/** What a form of these pages shows after it was sent; passwords are never part of it. */
export type FormState<Field extends string = string> = {
  readonly isDone: boolean;
  /** What was typed, so that a person corrects instead of starting over. */
  readonly values: Readonly<Partial<Record<Field, string>>>;
  /** Keys of texts, by field. */
  readonly problems: Readonly<Partial<Record<Field, string>>>;
  /** What the whole form was refused for, where no field says it. */
  readonly refusal: RefusalKind | undefined;
};

export type FormAction<S> = (before: S, form: FormData) => Promise<S>;

export const emptyForm: FormState<never> = { isDone: false, values: {}, problems: {}, refusal: undefined };
