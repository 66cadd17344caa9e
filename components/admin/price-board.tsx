"use client";

import { useTranslations } from "next-intl";

import { useFormat } from "@/components/format/use-format";
import { column } from "@/components/table/columns";
import { type DataColumn, DataTable } from "@/components/table/data-table";
import { ExportButton } from "@/components/table/export-button";
import { FilterBar } from "@/components/table/filter-bar";
import { RowLink } from "@/components/table/row-link";
import { EmptyState } from "@/components/ui/states";
import { StatusPill } from "@/components/ui/status-pill";
import { type Fuel, FUELS } from "@/server/kernel/fuel";

import type { BoardStation } from "./admin-views";
import { BoardDialog } from "./board-dialog";
import { PriceDialog } from "./price-dialog";

type BoardLine = BoardStation["fuels"][number];

type PriceBoardProps = {
  stations: readonly BoardStation[];
  nextCursor: string | null;
  mayPrice: boolean;
};

const lineOf = (station: BoardStation, fuel: Fuel) => station.fuels.find(({ fuelType }) => fuelType === fuel);

const byFuel = <T,>(station: BoardStation, read: (line: BoardLine | undefined) => T): Record<Fuel, T> => ({
  REGULAR: read(lineOf(station, "REGULAR")),
  PREMIUM: read(lineOf(station, "PREMIUM")),
  DIESEL: read(lineOf(station, "DIESEL")),
});

function useColumns(mayPrice: boolean): readonly DataColumn<BoardStation>[] {
  const t = useTranslations();
  const format = useFormat();
  const columns = [
    column<BoardStation>({
      id: "name",
      name: t("admin.name"),
      cell: ({ id, name, timeZone }) => (
        <>
          <RowLink href={`/admin/stations/${id}`}>{name}</RowLink>
          <span className="text-ink-muted block">{format.zone(timeZone)}</span>
        </>
      ),
    }),
    ...FUELS.map((fuel) =>
      column<BoardStation>({
        id: fuel,
        name: t(`fuel.${fuel}`),
        cell: (station) => <PriceCell line={lineOf(station, fuel)} timeZone={station.timeZone} />,
      }),
    ),
  ];
  if (!mayPrice) return columns;
  return [...columns, column({ id: "change", name: t("admin.changePrice"), cell: (one) => <Actions station={one} /> })];
}

function Actions({ station }: { station: BoardStation }) {
  return (
    <span className="flex flex-wrap gap-2">
      <PriceDialog
        stationId={station.id}
        timeZone={station.timeZone}
        prices={byFuel(station, (line) => line?.price ?? null)}
        left={byFuel(station, (line) => line?.changesLeftToday ?? 0)}
      />
      <BoardDialog stationId={station.id} />
    </span>
  );
}

/** One fuel of one station: the price, since when and by whom, what comes next, and what the board was seen to say. */
function PriceCell({ line, timeZone }: { line: BoardLine | undefined; timeZone: string }) {
  const t = useTranslations("admin");
  const format = useFormat();
  if (!line || line.price === null || line.since === null) return <>–</>;
  return (
    <span className="block max-w-56 space-y-1">
      <span className="figure block text-2xl">{format.money(line.price)}</span>
      <span className="text-ink-muted block text-xs">
        {format.dateTime(line.since, timeZone)} · {line.setBy ?? t(`priceSource.${line.source as "REGULATOR"}`)}
      </span>
      {line.next && (
        <span className="block text-xs">
          {t("priceBoard.next", {
            price: format.money(line.next.price),
            when: format.dateTime(line.next.from, timeZone),
          })}
        </span>
      )}
      {line.isOverVoluntaryCap && <StatusPill tone="warn">{t("priceBoard.capPill")}</StatusPill>}
      <BoardWord line={line} timeZone={timeZone} />
    </span>
  );
}

function BoardWord({ line: { board }, timeZone }: { line: BoardLine; timeZone: string }) {
  const t = useTranslations("admin.priceBoard");
  const format = useFormat();
  if (!board) return <span className="text-ink-muted block text-xs">{t("neverSeen")}</span>;
  const when = format.dateTime(board.checkedAt, timeZone);
  if (board.agrees) return <span className="text-ok block text-xs">{t("agreed", { when })}</span>;
  return <span className="text-danger block text-xs">{t("differed", { price: format.money(board.price), when })}</span>;
}

/** The prices of the network, or of a manager's stations, with what may be done about them. */
export function PriceBoard({ stations, nextCursor, mayPrice }: PriceBoardProps) {
  const t = useTranslations();
  return (
    <DataTable
      label={t("admin.priceBoard.title")}
      columns={useColumns(mayPrice)}
      rows={stations}
      rowId={({ id }) => id}
      nextCursor={nextCursor}
      filters={
        <FilterBar filters={[{ kind: "search", name: "q", label: t("common.search"), hint: t("admin.stationHint") }]} />
      }
      exportLink={
        <ExportButton
          name="precios"
          head={["id", "name", "fuel", "price", "since", "setBy", "changesLeftToday"]}
          rows={stations.flatMap((one) =>
            one.fuels.map((line) => [
              one.id,
              one.name,
              line.fuelType,
              line.price,
              line.since,
              line.setBy,
              String(line.changesLeftToday),
            ]),
          )}
        />
      }
      empty={<EmptyState title={t("admin.priceBoard.emptyTitle")}>{t("admin.priceBoard.emptyBody")}</EmptyState>}
    />
  );
}
