import { rmSync } from "node:fs";
import { tmpdir } from "node:os";

import postgres, { type Sql } from "postgres";
import { inject, test as base } from "vitest";

import { startEmbedded } from "./embedded-process";
import { copyPrepared } from "./embedded-template";
import { copyTemplate, type DatabaseSource, dropCopy } from "./template";

type OwnDatabase = { readonly url: string; release(): Promise<void> };

async function ownDatabase(source: DatabaseSource): Promise<OwnDatabase> {
  if (source.kind === "postgres") {
    const { adminUrl, template } = source;
    const url = await copyTemplate(adminUrl, template);
    return { url, release: () => dropCopy(adminUrl, url) };
  }
  const folder = copyPrepared(source.folder, tmpdir());
  const embedded = await startEmbedded(folder);
  return {
    url: embedded.url,
    release: async () => {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Tests with a migrated database that belongs to their file alone: `databaseUrl` (its owner's), `isEmbedded`, and `sql`,
 * a plain postgres.js client on it. A copy that a broken file leaves behind is dropped by the global teardown.
 */
export const test = base
  .extend("databaseUrl", { scope: "file" }, async ({}, { onCleanup }) => {
    const { url, release } = await ownDatabase(inject("databaseSource"));
    onCleanup(release);
    return url;
  })
  .extend("isEmbedded", { scope: "file" }, async ({}) => inject("databaseSource").kind === "embedded")
  .extend("sql", { scope: "file" }, async ({ databaseUrl }, { onCleanup }): Promise<Sql> => {
    const sql = postgres(databaseUrl, { max: 10, onnotice: () => undefined });
    onCleanup(() => sql.end({ timeout: 1 }));
    return sql;
  });
