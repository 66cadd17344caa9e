import "server-only";
import { malformed } from "./stripe-fault";

export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

const MAX_FIELDS = 500;
const MAX_DEPTH = 6;
const KEY = /^([a-z0-9_]+)((?:\[[A-Za-z0-9_-]*\])*)$/;

const branch = (): Form => Object.create(null) as Form;

function put(into: Form, path: readonly string[], value: string): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = into[key];
  const next = typeof inner === "object" && !Array.isArray(inner) ? inner : branch();
  into[key] = next;
  put(next, rest, value);
}

/** `a[0]`, `a[1]` became keys of an object: where all keys are positions it is a list. */
function settled(value: FormValue): FormValue {
  if (typeof value === "string" || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  if (entries.length > 0 && entries.every(([key], i) => key === String(i))) {
    return entries.map(([, inner]) => settled(inner));
  }
  const result = branch();
  for (const [key, inner] of entries) result[key] = settled(inner);
  return result;
}

/** Reads Stripe's bracketed form encoding: `line_items[0][price_data][currency]=mxn`. Throws an API error for rubbish. */
export function readForm(text: string): Form {
  const tree = branch();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    const match = KEY.exec(name);
    count += 1;
    if (!match || count > MAX_FIELDS) throw malformed(`Invalid request parameter: ${name.slice(0, 80)}`);
    const inner = [...(match[2] ?? "").matchAll(/\[([^\]]*)\]/g)].map((part) => part[1] ?? "");
    const path = [match[1] ?? "", ...inner].map((part, i) => (part === "" ? String(count + i) : part));
    if (path.length > MAX_DEPTH) throw malformed(`Invalid request parameter: ${name.slice(0, 80)}`);
    put(tree, path, value);
  }
  const result = branch();
  for (const [key, value] of Object.entries(tree)) result[key] = settled(value);
  return result;
}
