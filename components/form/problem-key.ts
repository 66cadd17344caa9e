/** What a schema's complaint is called in the texts of `form.*`. The schema's own English words never reach a screen. */
export type ProblemKey =
  | "required"
  | "tooShort"
  | "tooLong"
  | "email"
  | "amount"
  | "invalid"
  | "tooSmall"
  | "tooBig"
  | "unknownKey";

type Problem = { readonly type?: string | number | undefined; readonly message?: string | undefined };

export function problemKey({ type, message = "" }: Problem, isEmpty: boolean): ProblemKey {
  if (isEmpty || type === "required") return "required";
  if (type === "too_small") return message.includes("character") ? "tooShort" : "tooSmall";
  if (type === "too_big") return message.includes("character") ? "tooLong" : "tooBig";
  if (type === "unrecognized_keys") return "unknownKey";
  if (/email/i.test(message)) return "email";
  return message.includes("decimal") ? "amount" : "invalid";
}
