import { expect } from "vitest";
import { z } from "zod";

import { type Procedure, procedures } from "@/server/api/procedures";
import { judge } from "@/server/auth/domain/policy";
import { ROLES, type Role } from "@/server/auth/domain/role";
import { test as withWorld } from "@/tests/support/coupon-test";
import { openGateway } from "@/tests/support/gateway";
import { answerOf, hasRoute, SURFACES, type Surface } from "@/tests/support/matrix/calls";
import { cases } from "@/tests/support/matrix/cases";
import { type Relation, RELATIONS, type Verdict } from "@/tests/support/matrix/relations";
import { createMatrixScene } from "@/tests/support/matrix/scene";
import { bearerOf } from "@/tests/support/redeem-over-http";
import { tell } from "@/tests/support/scale";

const test = withWorld
  .extend("gateway", { scope: "file" }, async ({ container }, { onCleanup }) => {
    const gateway = await openGateway(container);
    onCleanup(() => gateway.close());
    return gateway;
  })
  .extend("scene", { scope: "file" }, async ({ sql, world }) => createMatrixScene(sql, world));

type Cell = {
  readonly name: string;
  readonly procedure: Procedure;
  readonly surface: Surface;
  readonly role: Role | undefined;
  readonly relation: Relation;
};

/** Held to the policy by role alone: what they say about others' and missing resources is not told apart here. */
const BY_ROLE_ONLY: ReadonlySet<string> = new Set([
  "ads.beat",
  "ads.campaign",
  "ads.campaigns",
  "ads.changeCampaign",
  "ads.click",
  "ads.complete",
  "ads.createCampaign",
  "ads.decideCampaign",
  "ads.report",
  "ads.start",
  "ads.stepCampaign",
  "dashboard.settlement",
  "notifications.notices",
  "payments.orders",
  "prizes.approvePromotion",
  "prizes.claim",
  "prizes.ofRaffle",
  "prizes.setStatus",
  "prizes.vacancies",
  "raffles.create",
  "stations.assign",
  "stations.confirmBoard",
  "stations.endAssignment",
  "stations.ownReview",
  "stations.priceBoard",
  "stations.priceLog",
  "stations.review",
  "stations.staff",
]);

const namesResource = ({ _def }: Procedure): boolean => {
  const [input] = _def.inputs;
  if (!(input instanceof z.ZodType)) return false;
  return JSON.stringify(z.toJSONSchema(input, { io: "input", unrepresentable: "any" })).includes('"format":"uuid"');
};

const cells: readonly Cell[] = procedures.flatMap(([name, procedure]) =>
  SURFACES.filter((surface) => surface === "tRPC" || hasRoute(name)).flatMap((surface) =>
    [undefined, ...ROLES].flatMap((role) =>
      RELATIONS.filter((relation) => relation === "own" || name in cases).map((relation) => ({
        name,
        procedure,
        surface,
        role,
        relation,
      })),
    ),
  ),
);

function expectedOf({ name, procedure, role, relation }: Cell): Verdict {
  const permission = procedure._def.meta?.permission;
  if (!permission) return "ACCESS_DENIED";
  const verdict = judge(permission, role);
  if (verdict === "sign-in-first") return "UNAUTHORIZED";
  if (verdict === "denied") return "ACCESS_DENIED";
  return cases[name]?.rule(role ?? "CUSTOMER", relation) ?? "allowed";
}

/** What keeps somebody out; every other refusal is about the matter itself, from within. */
const WALLS: ReadonlySet<string> = new Set(["UNAUTHORIZED", "MFA_REQUIRED", "ACCESS_DENIED", "NOT_FOUND", "INTERNAL"]);

/** Of a wrong password or PIN, or of a device that shows no key: no wall in front of the procedure, but what the procedure says. */
const SPEAKS_OF_SECRETS: Readonly<Record<string, string>> = {
  "auth.login": "UNAUTHORIZED",
  "auth.refresh": "UNAUTHORIZED",
  "auth.setPin": "UNAUTHORIZED",
  "devices.here": "UNAUTHORIZED",
  "redemptions.voidWithPin": "ACCESS_DENIED",
};

function isAsExpected({ name }: Cell, expected: Verdict, answer: string): boolean {
  if (expected !== "allowed") return answer === expected;
  if (BY_ROLE_ONLY.has(name) && answer === "NOT_FOUND") return true;
  return !WALLS.has(answer) || answer === SPEAKS_OF_SECRETS[name];
}

test("every procedure that names a resource has its cases, and no case is for nothing", () => {
  const naming = procedures.filter(([, procedure]) => namesResource(procedure)).map(([name]) => name);
  expect(naming.filter((name) => !(name in cases) && !BY_ROLE_ONLY.has(name))).toEqual([]);
  expect(Object.keys(cases).filter((name) => !naming.includes(name))).toEqual([]);
});

test("every procedure and route answers every role, for every relation, as the policy says", async ({
  container,
  gateway,
  scene,
}) => {
  const wrong: string[] = [];
  for (const cell of cells) {
    const { name, procedure, surface, role, relation } = cell;
    const input = (await cases[name]?.input(scene, relation)) ?? {};
    const token = role && (await bearerOf(container, await scene.sessionOf(scene.callers[role])));
    const isMutation = procedure._def.type === "mutation";
    const answer = await answerOf(surface, { url: gateway.url, name, isMutation, input, token });
    const expected = expectedOf(cell);
    if (!isAsExpected(cell, expected, answer))
      wrong.push(`${surface} ${name} by ${role ?? "a stranger"} for ${relation}: ${answer}, not ${expected}`);
  }
  const allows = wrong.filter((line) => / (allowed), not /.test(line));
  tell("matrix of access", {
    cells: cells.length,
    "procedures by role only": BY_ROLE_ONLY.size,
    wrong: wrong.length,
    "unexpected allows": allows.length,
  });
  expect(wrong).toEqual([]);
}, 600_000);
