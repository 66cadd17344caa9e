"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { FilterBar } from "@/components/table/filter-bar";
import { Badge, StatusPill } from "@/components/ui/status-pill";
import { ROLES } from "@/server/auth/domain/role";

import { AccessDialog } from "./access-dialog";
import type { AdminUser } from "./admin-views";

type UserTableProps = {
  users: readonly AdminUser[];
  total: number;
  nextCursor: string | null;
  /** An admin's own id, who may shut any account but that one; undefined for whoever only looks. */
  changedBy: string | undefined;
};

function Contact({ text, isVerified }: { text: string; isVerified: boolean }) {
  const t = useTranslations("admin");
  return (
    <span className="block">
      {text} {!isVerified && <span className="text-warn">({t("unverified")})</span>}
    </span>
  );
}

function useColumns(changedBy: string | undefined): readonly DataColumn<AdminUser>[] {
  const t = useTranslations();
  const format = useFormat();
  return [
    column({
      id: "name",
      name: t("admin.name"),
      cell: ({ firstName, lastName }) => (
        <span className="font-semibold">
          {firstName} {lastName}
        </span>
      ),
    }),
    column({ id: "role", name: t("admin.role"), cell: ({ role }) => <Badge>{t(`role.${role}`)}</Badge> }),
    column({
      id: "contact",
      name: t("admin.contact"),
      cell: (one) => (
        <>
          <Contact text={one.email} isVerified={one.emailVerified} />
          {one.phone !== null && <Contact text={one.phone} isVerified={one.phoneVerified} />}
        </>
      ),
    }),
    column({
      id: "factor",
      name: t("admin.secondFactor"),
      cell: ({ hasSecondFactor }) => (hasSecondFactor ? t("common.yes") : t("common.no")),
    }),
    column({
      id: "state",
      name: t("admin.status"),
      cell: ({ isActive }) =>
        isActive ? (
          <StatusPill tone="ok">{t("admin.active")}</StatusPill>
        ) : (
          <StatusPill tone="danger">{t("admin.inactive")}</StatusPill>
        ),
    }),
    ...(changedBy === undefined
      ? []
      : [
          column<AdminUser>({
            id: "access",
            name: t("admin.access"),
            cell: ({ id, isActive }) => (id === changedBy ? "–" : <AccessDialog id={id} isActive={isActive} />),
          }),
        ]),
    column({ id: "createdAt", name: t("admin.since"), cell: ({ createdAt }) => format.dateTime(createdAt) }),
    column({
      id: "lastLogin",
      name: t("admin.lastLogin"),
      cell: ({ lastLoginAt }) => (lastLoginAt ? format.dateTime(lastLoginAt) : "–"),
    }),
  ];
}

/** Everybody with an account. Auditors see contacts masked; the server masks them. */
export function UserTable({ users, total, nextCursor, changedBy }: UserTableProps) {
  const t = useTranslations();
  return (
    <DataTable
      label={t("admin.people")}
      columns={useColumns(changedBy)}
      rows={users}
      rowId={({ id }) => id}
      nextCursor={nextCursor}
      total={total}
      filters={
        <FilterBar
          filters={[
            { kind: "search", name: "q", label: t("common.search"), hint: t("admin.userHint") },
            {
              kind: "select",
              name: "role",
              label: t("admin.role"),
              all: t("common.all"),
              options: ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
            },
          ]}
        />
      }
    />
  );
}
