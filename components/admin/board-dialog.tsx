"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";

import { FormRefusal } from "@/components/form/form-refusal";
import { useOperationId } from "@/components/form/use-operation-id";
import { useApi } from "@/components/providers/api-provider";
import { refusalOrFault } from "@/components/providers/refusal-of";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast-store";
import { type Fuel, FUELS } from "@/server/kernel/fuel";
import type { Id } from "@/server/kernel/id";
import { parsePrice } from "@/server/kernel/money";

type Board = Readonly<Partial<Record<Fuel, string>>>;

/** Reading the station's board aloud: what it says is kept beside what we charge. */
export function BoardDialog({ stationId }: { stationId: Id<"station"> }) {
  const t = useTranslations();
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger>
        <Button tone="secondary" size="sm">
          {t("admin.priceBoard.confirm")}
        </Button>
      </DialogTrigger>
      <DialogContent
        title={t("admin.priceBoard.confirm")}
        description={t("admin.priceBoard.confirmBody")}
        closeLabel={t("common.close")}
      >
        <BoardForm stationId={stationId} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function BoardForm({ stationId, onDone }: { stationId: Id<"station">; onDone: () => void }) {
  const t = useTranslations();
  const [board, setBoard] = useState<Board>({});
  const note = useBoardNote(`${stationId} ${JSON.stringify(board)}`, onDone);
  const read = Object.fromEntries(Object.entries(board).filter(([, price]) => price !== "")) as Board;
  const isReadable = Object.values(read).every((price) => parsePrice(price) !== undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    note.mutate({ id: stationId, board: read });
  };
  return (
    <form onSubmit={send} className="space-y-4">
      {FUELS.map((fuel) => (
        <Field key={fuel} label={t(`fuel.${fuel}`)}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              autoComplete="off"
              maxLength={10}
              value={board[fuel] ?? ""}
              onChange={(event) => setBoard({ ...board, [fuel]: event.target.value.replace(",", ".").trim() })}
            />
          )}
        </Field>
      ))}
      <FormRefusal kind={note.error ? refusalOrFault(note.error) : undefined} />
      <Button type="submit" wide busy={note.isPending} disabled={!isReadable || Object.keys(read).length === 0}>
        {t("admin.priceBoard.keep")}
      </Button>
    </form>
  );
}

function useBoardNote(content: string, onDone: () => void) {
  const t = useTranslations();
  const api = useApi();
  const router = useRouter();
  const operationId = useOperationId(content);
  return useMutation(
    api.stations.confirmBoard.mutationOptions({
      trpc: { context: { operationId } },
      onSuccess: ({ checks }) => {
        const isEqual = checks.every(({ agrees }) => agrees);
        toast(isEqual ? t("admin.priceBoard.allAgree") : t("admin.priceBoard.someDiffer"), isEqual ? "ok" : "warn");
        onDone();
        router.refresh();
      },
    }),
  );
}
