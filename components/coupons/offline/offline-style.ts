/** The tokens of app/globals.css, put in where the worker is built. */
declare const TOKENS: string | undefined;
const tokens = typeof TOKENS === "string" ? TOKENS : "";

/** The plate of glass without a style sheet: this page must stand alone. */
export const OFFLINE_STYLE = `${tokens}
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,sans-serif;
font-variant-numeric:tabular-nums lining-nums}
main{max-width:34rem;margin:0 auto;padding:16px 16px 48px}
h1{font-size:24px;line-height:1.15;margin:8px 0 12px}h2{font-size:16px;margin:24px 0 8px}
p{margin:8px 0}
.note{background:var(--warn-soft);color:var(--warn);border-radius:6px;padding:8px 12px}
.note.old{background:var(--danger-soft);color:var(--danger)}
.plate{background:var(--plate);color:var(--plate-ink);border-radius:6px;margin:12px 0;padding:16px;
box-shadow:0 1px 2px var(--lift),0 6px 20px -8px var(--lift)}
.top{display:flex;align-items:center;justify-content:space-between;gap:12px}
.figure{font-size:40px;font-weight:750;line-height:1}
.fuel{border-radius:6px;padding:2px 10px;font-weight:600;color:var(--fuel-ink);background:var(--fuel-diesel)}
.fuel.REGULAR{background:var(--fuel-regular)}.fuel.PREMIUM{background:var(--fuel-premium)}
.code svg{display:block;width:100%;height:auto}
.short{text-align:center;font-size:26px;font-weight:700;letter-spacing:.02em}
.hint{color:var(--ink-muted);font-size:14px;text-align:center}
ul{list-style:none;margin:0;padding:0;border:1px solid var(--line);border-radius:6px;background:var(--surface-raised)}
li+li{border-top:1px solid var(--line)}
li a{display:flex;justify-content:space-between;gap:12px;padding:12px 16px;min-height:48px;color:var(--ink);text-decoration:none}
.again{display:inline-flex;align-items:center;min-height:48px;padding:0 20px;border:1px solid var(--line-strong);
border-radius:6px;color:var(--ink);font-weight:600;text-decoration:none;background:var(--surface-raised)}
a:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
`;
