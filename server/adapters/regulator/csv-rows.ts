import "server-only";

/** Rows of RFC 4180 text: quoted cells may hold commas, quotes (doubled) and line ends. Undefined where a quote is never closed. */
export function csvRows(text: string): string[][] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at);
    if (!cell) return undefined;
    row.push(cell.text);
    at = cell.end;
    if (text[at] === ",") {
      at += 1;
      if (at < text.length) continue;
      row.push("");
    }
    if (text[at] === "\r") at += 1;
    if (text[at] === "\n") at += 1;
    rows.push(row);
    row = [];
  }
  return rows.filter((cells) => cells.length > 1 || cells[0] !== "");
}

type Cell = { readonly text: string; /** Where the separator stands. */ readonly end: number };

function plainCell(text: string, from: number): Cell {
  let end = from;
  while (end < text.length && text[end] !== "," && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { text: text.slice(from, end), end };
}

function quotedCell(text: string, from: number): Cell | undefined {
  let end = from + 1;
  for (;;) {
    end = text.indexOf('"', end);
    if (end === -1) return undefined;
    if (text[end + 1] !== '"') break;
    end += 2;
  }
  const next = text[end + 1];
  // A word right after the closing quote belongs to no cell.
  if (next !== undefined && !",\r\n".includes(next)) return undefined;
  return { text: text.slice(from + 1, end).replaceAll('""', '"'), end: end + 1 };
}
