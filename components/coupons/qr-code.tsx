import QRCode from "qrcode";

/** Modules of white inside the picture; the plate round it is white too, which makes the four a reader needs. */
const QUIET = 2;

/** Dark runs of one row as parts of a path: a module is one unit. */
function runsOf(isDark: (x: number) => boolean, size: number): { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  for (let x = 0; x < size; x++) {
    const last = runs.at(-1);
    if (!isDark(x)) continue;
    if (last && last.from + last.length === x) last.length += 1;
    else runs.push({ from: x, length: 1 });
  }
  return runs;
}

type QrCodeProps = {
  code: string;
  label: string;
  /** Ours are all capitals and digits; addresses are not. */ isText?: boolean;
};

/** A code as one SVG path; always dark on white, whatever the theme. */
export function QrCodeImage({ code, label, isText = false }: QrCodeProps) {
  const segment = isText ? code : [{ data: code, mode: "alphanumeric" as const }];
  const { modules } = QRCode.create(segment, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * QUIET;
  const path = Array.from({ length: modules.size }, (_, y) =>
    runsOf((x) => Boolean(modules.get(y, x)), modules.size)
      .map(({ from, length }) => `M${from + QUIET} ${y + QUIET}h${length}v1h-${length}z`)
      .join(""),
  ).join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      className="fill-plate-ink"
    >
      <path d={path} />
    </svg>
  );
}
