import { Card, Section } from "@/components/ui/card";
import { Plate } from "@/components/ui/plate";
import { FuelTag, PriceTotem } from "@/components/ui/price-totem";
import { Receipt, ReceiptLine, ReceiptRule } from "@/components/ui/receipt";
import { Stat } from "@/components/ui/stat";
import { TicketStrip } from "@/components/ui/ticket-strip";

/** The five motifs with sample figures. */
export function Motifs() {
  return (
    <div className="grid gap-8 md:grid-cols-2">
      <Section title="Price totem">
        <PriceTotem
          unit="$/L"
          noPrice="Sin precio"
          rows={[
            { tone: "regular", name: "Regular", price: { whole: "23", decimals: "99" } },
            { tone: "premium", name: "Premium", price: { whole: "25", decimals: "47" } },
            { tone: "diesel", name: "Diésel", price: undefined },
          ]}
        />
        <p className="flex gap-2">
          <FuelTag tone="regular">Regular</FuelTag>
          <FuelTag tone="premium">Premium</FuelTag>
          <FuelTag tone="diesel">Diésel</FuelTag>
        </p>
      </Section>
      <Section title="Pump receipt">
        <Receipt title="Estación Centro" caption="24 nov 2026, 18:05 · Bomba 3" torn>
          <ReceiptLine label="Regular">21.276 L</ReceiptLine>
          <ReceiptLine label="Precio">$23.50/L</ReceiptLine>
          <ReceiptLine label="Números ganados" note="5 por pesos, 1 por litros">
            6
          </ReceiptLine>
          <ReceiptRule />
          <ReceiptLine label="Total" strong>
            $500.00
          </ReceiptLine>
        </Receipt>
      </Section>
      <Section title="Ticket strip">
        <TicketStrip
          from="000 123"
          to="000 127"
          spoken="del 123 al 127"
          count="5 números"
          caption="24 nov 2026, Estación Centro"
        />
        <TicketStrip from="001 044" spoken="1044" count="1 número" caption="Anuncio" />
        <TicketStrip from="001 050" to="001 051" spoken="anulados" count="2 números" void caption="Anulados" />
      </Section>
      <Section title="Figures">
        <div className="grid grid-cols-2 gap-3">
          <Stat label="Saldo" value="$1,234.50" note="en 3 cupones" href="#" />
          <Stat label="Litros" value="21.276 L" />
        </div>
        <Card>A card holds one thing.</Card>
      </Section>
      <Section title="Plate of glass" className="md:col-span-2">
        <Plate
          above={<p className="figure text-5xl">$734.50</p>}
          code={
            <svg viewBox="0 0 8 8" aria-hidden>
              <path d="M0 0h3v3H0zM5 0h3v3H5zM0 5h3v3H0zM4 4h1v1H4zM6 6h2v1H6z" />
            </svg>
          }
          below={<p className="figure text-2xl">ABCD 1234 EFGH</p>}
        />
      </Section>
    </div>
  );
}
