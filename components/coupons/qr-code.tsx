import QRCode from "qrcode";

/** Modules of white inside the picture; the plate round it is white too, which makes the four a reader needs. */
const QUIET = 2;

/** The signed code as one SVG path, made on the server; always dark on white, whatever the theme. */
export function QrCodeImage({ code, label }: { code: string; label: string }) {
  const { modules } = QRCode.create(code, { errorCorrectionLevel: "M" });
  const side = modules.size + 2 * QUIET;
  const rows = Array.from({ length: modules.size }, (_, y) => y);
  const path = rows
    .flatMap((y) => rows.filter((x) => modules.get(y, x)).map((x) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`))
    .join("");
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
