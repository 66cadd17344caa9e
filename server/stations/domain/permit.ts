import type { PermitKind } from "./station";

export type Permit = { readonly text: string; readonly kind: PermitKind };

// PL/n/EXP/ES/yyyy, PL/n/EXP/ES/MM/yyyy (multimodal), PL/n/EXP/ESA/yyyy (own vehicles only), PL/n/TRA/OM/yyyy (transport),
// each since 2025 also with CNE/ in front.
const form = /^(?:CNE\/)?PL\/\d{1,7}\/(?:EXP\/(?<use>ESA?)|TRA)(?:\/[A-Z]{2})?\/\d{4}$/;

/** The regulator's permit number and what it allows; undefined for a form that is not known. */
export function parsePermit(raw: string): Permit | undefined {
  const text = raw.replaceAll(/\s+/g, "").toUpperCase();
  const match = form.exec(text);
  if (!match) return undefined;
  const use = match.groups?.["use"];
  return { text, kind: use === undefined ? "TRANSPORT" : use === "ESA" ? "SELF_SUPPLY" : "RETAIL" };
}
