"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Badge } from "@/components/ui/status-pill";
import { toast } from "@/components/ui/toast-store";
import type { Id } from "@/server/kernel/id";

const SHOWN = 20;

/** Lets an attendant or a manager work at the station from now on: typed by name, picked from a list. */
export function AssignDialog({ stationId }: { stationId: Id<"station"> }) {
  const t = useTranslations();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button tone="secondary">{t("admin.staff.assign")}</Button>
      </DialogTrigger>
      <DialogContent
        title={t("admin.staff.assign")}
        description={t("admin.staff.assignBody")}
        closeLabel={t("common.close")}
      >
        <PersonPicker stationId={stationId} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function PersonPicker({ stationId, onDone }: { stationId: Id<"station">; onDone: () => void }) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const [q, setQ] = useState("");
  const [chosen, setChosen] = useState<Id<"user">>();
  const operationId = useOperationId(`${stationId} ${String(chosen)}`);
  const people = useWorkers(q);
  const assign = useMutation(
    api.stations.assign.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: () => {
        toast(t("admin.staff.assigned"));
        onDone();
        router.refresh();
      },
    }),
  );
  return (
    <div className="space-y-4">
      <Field label={t("admin.name")}>
        {(control) => (
          <Input {...control} type="search" maxLength={80} value={q} onChange={(event) => setQ(event.target.value)} />
        )}
      </Field>
      <ul className="max-h-64 space-y-2 overflow-y-auto">
        {people.map(({ id, firstName, lastName, role }) => (
          <li key={id}>
            <Button tone={chosen === id ? "primary" : "secondary"} wide onClick={() => setChosen(id)}>
              {firstName} {lastName} <Badge>{t(`role.${role}`)}</Badge>
            </Button>
          </li>
        ))}
      </ul>
      <FormRefusal kind={assign.error ? refusalOrFault(assign.error) : undefined} />
      <Button
        wide
        busy={assign.isPending}
        disabled={chosen === undefined}
        onClick={() => chosen && assign.mutate({ id: stationId, userId: chosen })}
      >
        {t("admin.staff.assign")}
      </Button>
    </div>
  );
}

/** Attendants and managers whose name holds what was typed. */
function useWorkers(q: string) {
  const api = useApi();
  const ask = { ...(q.trim() !== "" && { q: q.trim() }), limit: SHOWN };
  const attendants = useQuery(api.auth.users.queryOptions({ ...ask, role: "ATTENDANT" }));
  const managers = useQuery(api.auth.users.queryOptions({ ...ask, role: "STATION_MANAGER" }));
  return [...(attendants.data?.users ?? []), ...(managers.data?.users ?? [])].filter(({ isActive }) => isActive);
}
