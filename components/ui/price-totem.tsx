import { cva, cx } from "class-variance-authority";

export type FuelTone = "regular" | "premium" | "diesel";

const bar = cva("flex items-center font-semibold text-fuel-ink", {
  variants: {
    tone: {
      regular: "bg-fuel-regular",
      premium: "bg-fuel-premium",
      diesel: "bg-fuel-diesel shadow-[inset_0_0_0_1px_var(--fuel-edge)]",
    },
  },
});

/** The fuel's name on the colour of its pump; the word is always there. */
export function FuelTag({ tone, children }: { tone: FuelTone; children: string }) {
  return <span className={cx(bar({ tone }), "condensed rounded-box px-2 py-0.5 text-sm")}>{children}</span>;
}

type FigureProps = { whole: string; decimals: string; size?: "md" | "lg" | "xl" };
const sizes = {
  md: ["text-3xl", "text-base"],
  lg: ["text-5xl", "text-2xl"],
  xl: ["text-7xl", "text-4xl"],
} as const;

/** A price like on the station's sign: large figures, decimals smaller and raised. Read aloud as one number. */
export function PriceFigure({ whole, decimals, size = "lg" }: FigureProps) {
  const [large, small] = sizes[size];
  return (
    <span className={cx("figure inline-flex items-start", large)}>
      <span className="sr-only">{`${whole}.${decimals}`}</span>
      <span aria-hidden>{whole}</span>
      <span aria-hidden className={cx("ml-px border-b-2 border-current leading-[1.05]", small)}>
        {decimals}
      </span>
    </span>
  );
}

export type TotemRow = { tone: FuelTone; name: string; price: { whole: string; decimals: string } | undefined };

/** The station's sign. Rows without a price say so with a dash and the given words. */
export function PriceTotem({
  rows,
  unit,
  noPrice,
  size = "lg",
}: {
  rows: TotemRow[];
  unit: string;
  noPrice: string;
  size?: "md" | "lg";
}) {
  return (
    <ul className="rounded-box border-line-strong bg-totem overflow-hidden border">
      {rows.map((row) => (
        <li key={row.tone} className="border-line-strong flex items-stretch border-b last:border-b-0">
          <span
            className={cx(
              bar({ tone: row.tone }),
              "condensed w-28 shrink-0 px-3",
              size === "lg" ? "text-xl" : "text-base",
            )}
          >
            {row.name}
          </span>
          <span className={cx("flex flex-1 items-center justify-end gap-2 px-3", size === "lg" ? "py-3" : "py-2")}>
            {row.price ? (
              <>
                <PriceFigure {...row.price} size={size} />
                <span className="text-ink-muted text-sm">{unit}</span>
              </>
            ) : (
              <span className="text-ink-muted text-sm">{noPrice}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
