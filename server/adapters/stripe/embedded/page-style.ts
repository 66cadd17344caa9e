import "server-only";
/** The look of the product's own pages, without a build step: the hosted page must stand alone. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--surface:light-dark(#f5f1e8,#000);--raised:light-dark(#fffdf9,#0f1112);
--ink:light-dark(#16191a,#f3f0e9);--muted:light-dark(#585850,#a9a69d);--line:light-dark(#d8d0bf,#2b2f31);
--accent:light-dark(#0b5257,#4cc2c0);--accent-ink:light-dark(#fff,#031416);--danger:light-dark(#a3201c,#ff8076);
--danger-soft:light-dark(#f9e0db,#330f0c);--ok:light-dark(#17633a,#5fcb8c);--ok-soft:light-dark(#deeede,#0b2617);
--warn:light-dark(#744800,#e9b44c);--warn-soft:light-dark(#f8e8c4,#2c2005)}
*{box-sizing:border-box}
body{margin:0;background:var(--surface);color:var(--ink);font:16px/1.5 ui-sans-serif,system-ui,sans-serif;
font-variant-numeric:tabular-nums}
main{max-width:28rem;margin:0 auto;padding:16px 16px 48px}
.demo{background:var(--warn-soft);color:var(--warn);padding:8px 16px;text-align:center;font-size:14px}
.card{background:var(--raised);border:1px solid var(--line);border-radius:6px;padding:24px;margin-top:16px}
h1{font-size:16px;margin:0;font-weight:600}
.to{color:var(--muted);margin:0}
.sum{font-size:44px;line-height:1.1;font-weight:750;margin:16px 0 0;letter-spacing:-.02em}
.sum sup{font-size:.5em;font-weight:650;margin-left:2px;vertical-align:.6em;line-height:0}
dl{margin:16px 0 0;padding:16px 0 0;border-top:1px dashed var(--line)}
dl div{display:flex;gap:12px;justify-content:space-between;padding:4px 0}
dt{color:var(--muted)}dd{margin:0;text-align:right;font-weight:600;overflow-wrap:anywhere}
.bars{height:56px;margin:16px 0 0;color:var(--ink);
background:repeating-linear-gradient(90deg,currentColor 0 2px,transparent 2px 5px,currentColor 5px 9px,transparent 9px 11px)}
.note{border-radius:6px;padding:12px 16px;margin:16px 0 0}
.bad{background:var(--danger-soft);color:var(--danger)}.good{background:var(--ok-soft);color:var(--ok)}
.wait{background:var(--warn-soft);color:var(--warn)}
.card>p:last-child{margin-bottom:0}
form{display:grid;gap:12px;margin:24px 0 0}
button,.link{display:block;width:100%;min-height:52px;padding:12px 16px;border-radius:6px;border:1px solid var(--line);
background:transparent;color:var(--ink);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
button.main{background:var(--accent);border-color:var(--accent);color:var(--accent-ink)}
button:focus-visible,.link:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
button.no{color:var(--danger)}
details{margin:24px 0 0;border-top:1px dashed var(--line);padding-top:8px}
summary{min-height:48px;display:flex;align-items:center;gap:8px;color:var(--muted);font-weight:600;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"+";font-weight:700;width:1em;text-align:center}
details[open]>summary::before{content:"−"}
summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
details form{margin-top:8px}
.small{color:var(--muted);font-size:14px;margin:24px 0 0}
`;
