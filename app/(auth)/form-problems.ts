import { refusalOrFault } from "@/components/providers/refusal-of";
import type { RefusalKind } from "@/server/kernel/refusal";

type Shape = Record<string, unknown>;

const shapeOf = (value: unknown): Shape => (typeof value === "object" && value !== null ? (value as Shape) : {}); // any object may be read by key
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const weaknesses = new Set(["TOO_SHORT", "TOO_LONG", "COMMON", "PERSONAL"]);

/** The text that tells a person what is wrong with a field: `auth.weak.*` or `auth.problem.*`. */
function textKey(path: string, message: string): string {
  if (path === "password" && weaknesses.has(message)) return `weak.${message}`;
  if (path === "email" || path === "phone") return `problem.${path}`;
  return "problem.invalid";
}

/** Why a call was refused, and which fields said so: from the refusal's details or the input check's issues. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

export function problemsOf(error: unknown): { refusal: RefusalKind; problems: Record<string, string> } {
  const refused = listIn(shapeOf(shapeOf(error)["refusal"])["details"]);
  const checked = listIn(shapeOf(shapeOf(error)["cause"])["issues"]);
  const problems: Record<string, string> = {};
  for (const found of [...refused, ...checked].map(shapeOf)) {
    const path = Array.isArray(found["path"]) ? found["path"].join(".") : textOf(found["path"]);
    if (path !== "") problems[path] = textKey(path, textOf(found["message"]));
  }
  return { refusal: refusalOrFault(error), problems };
}

/** Text of a form's field, trimmed; passwords keep their spaces. */
export const typed = (form: FormData, name: string): string => {
  const value = form.get(name);
  if (typeof value !== "string") return "";
  return name === "password" ? value : value.trim();
};
