import type { Role } from "@/server/auth/domain/role";
import type { RefusalKind } from "@/server/kernel/refusal";

/** Whose a resource is, seen from who asks. */
export const RELATIONS = ["own", "another's", "another station's", "missing"] as const;
export type Relation = (typeof RELATIONS)[number];

/** What must come of a call by a role that the policy lets in: let through, or this refusal and no other. */
export type Verdict = "allowed" | RefusalKind;

/** `role` is one the policy allows. */
export type Rule = (role: Role, relation: Relation) => Verdict;

const isControl = (role: Role): boolean => role === "ADMIN" || role === "AUDITOR";
const existing = (relation: Relation): Verdict => (relation === "missing" ? "NOT_FOUND" : "allowed");

/** Open to whoever may call it at all, as long as it is there. */
export const anybodys: Rule = (_role, relation) => existing(relation);

/** The caller's own, and nobody else's: that of others is as good as missing. */
export const ownersOnly: Rule = (_role, relation) => (relation === "own" ? "allowed" : "NOT_FOUND");

/** Auditors and admins read all; staff what is of their stations; everybody else what is theirs. */
export const ofStationOrOwner: Rule = (role, relation) => {
  if (isControl(role)) return existing(relation);
  if (role === "CUSTOMER") return ownersOnly(role, relation);
  return relation === "own" || relation === "another's" ? "allowed" : "NOT_FOUND";
};

/** A station where one works: another one is as good as missing. Control sees every one that is there. */
export const atOwnStation: Rule = (role, relation) => {
  if (isControl(role)) return existing(relation);
  return relation === "own" || relation === "another's" ? "allowed" : "NOT_FOUND";
};

/** To filter a list by something is no access to it: what matches nothing is an empty page. */
export const onlyFilters: Rule = () => "allowed";
