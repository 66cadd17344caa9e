import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { SkeletonList } from "@/components/ui/skeleton";
import { EmptyState, ErrorState, RefusedState } from "@/components/ui/states";
import { Cell, HeadCell, NumberCell, Row, TableFrame } from "@/components/ui/table";

const sample = [
  ["24 nov 2026, 18:05", "Regular", "21.276 L", "$500.00"],
  ["23 nov 2026, 09:12", "Premium", "11.779 L", "$300.00"],
] as const;

/** Loading, empty, error, refused, and a table. */
export function States() {
  return (
    <div className="grid gap-8 md:grid-cols-2">
      <Section title="States">
        <SkeletonList rows={2} label="Cargando…" className="h-12 w-full" />
        <EmptyState title="Todavía no tienes cupones" action={<Button>Comprar</Button>}>
          Compra saldo y aparecerá aquí con su código.
        </EmptyState>
        <ErrorState
          title="No pudimos mostrar esto"
          requestId="0199-abc"
          action={<Button tone="secondary">Reintentar</Button>}
        >
          Inténtalo otra vez.
        </ErrorState>
        <RefusedState title="Límite del día" action={<Button tone="secondary">Ver compras</Button>}>
          Con esta compra pasarías el límite de $50,000.00 por día.
        </RefusedState>
        <Notice tone="ok">Guardado.</Notice>
        <Notice tone="warn">El precio tiene más de un día.</Notice>
        <Notice tone="danger">El banco rechazó el pago.</Notice>
        <Notice>Solo para leer.</Notice>
      </Section>
      <Section title="Table">
        <TableFrame label="Redenciones">
          <thead>
            <tr>
              <HeadCell>Cuándo</HeadCell>
              <HeadCell>Combustible</HeadCell>
              <HeadCell className="text-right">Litros</HeadCell>
              <HeadCell className="text-right">Total</HeadCell>
            </tr>
          </thead>
          <tbody>
            {sample.map(([at, fuel, volume, cost]) => (
              <Row key={at}>
                <Cell>{at}</Cell>
                <Cell>{fuel}</Cell>
                <NumberCell>{volume}</NumberCell>
                <NumberCell>{cost}</NumberCell>
              </Row>
            ))}
          </tbody>
        </TableFrame>
        <Pagination
          firstHref="#"
          nextHref="#"
          words={{ first: "Al principio", next: "Siguiente" }}
          summary="2 resultados"
        />
      </Section>
    </div>
  );
}
