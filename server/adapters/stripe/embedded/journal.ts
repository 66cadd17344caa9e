import "server-only";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

import { takeLock } from "./journal-lock";

/** One change of one record: the last line about an id is what it is now; without `value` it is gone. */
export type Change = { readonly kind: string; readonly id: string; readonly value?: unknown };

export type Journal = {
  /** What was written before, in order. */
  read(): Change[];
  /** On disk, as far as the operating system is concerned, when this returns: a killed process loses nothing. */
  append(change: Change): void;
  /** Starts the file anew with only these; before the first `append`. */
  compact(changes: Iterable<Change>): void;
  close(): void;
};

const changeOf = (line: string): Change | undefined => {
  try {
    return JSON.parse(line) as Change;
  } catch {
    // A line cut off by a kill was never acknowledged.
    return undefined;
  }
};

const nothingKept: Journal = {
  read: () => [],
  append: () => undefined,
  compact: () => undefined,
  close: () => undefined,
};

/**
 * A file of JSON lines in the data folder. Without a folder, or while another process writes there, nothing is kept.
 */
export function openJournal(folder: string | undefined): Journal {
  if (folder === undefined) return nothingKept;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "stripe.jsonl");
  const release = takeLock(`${path}.lock`);
  return release ? fileJournal(path, release) : nothingKept;
}

function fileJournal(path: string, release: () => void): Journal {
  let file: number | undefined;
  let isClosed = false;
  const open = (): number => (file ??= openSync(path, "a", 0o600));
  return {
    read: () =>
      existsSync(path)
        ? readFileSync(path, "utf8")
            .split("\n")
            .flatMap((line) => changeOf(line) ?? [])
        : [],
    append(change) {
      if (!isClosed) writeSync(open(), `${JSON.stringify(change)}\n`);
    },
    compact(changes) {
      const fresh = `${path}.new`;
      writeFileSync(fresh, [...changes].map((change) => `${JSON.stringify(change)}\n`).join(""), { mode: 0o600 });
      renameSync(fresh, path);
    },
    close() {
      isClosed = true;
      if (file !== undefined) closeSync(file);
      release();
    },
  };
}
