import { describe, expect } from "vitest";

import { migrateDatabase } from "@/db/migrate";
import { test } from "@/tests/support/database";

describe("a migrated database", () => {
  test("has the extensions the product needs", async ({ sql }) => {
    const rows = await sql`select extname from pg_extension order by extname`;
    expect(rows.map((row) => row["extname"])).toEqual(
      expect.arrayContaining(["btree_gist", "pg_trgm", "postgis", "unaccent"]),
    );
  });

  test("is not changed by migrating again, and stays in its epoch", async ({ databaseUrl, sql }) => {
    const before = await sql`select * from cluster`;
    expect(await migrateDatabase(databaseUrl)).toEqual({ epoch: 1, isRaised: false });
    expect(await sql`select * from cluster`).toEqual(before);
  });

  test("raises the epoch once when its data has come to another cluster", async ({ databaseUrl, sql }) => {
    await sql`update cluster set system_identifier = 'elsewhere'`;
    expect(await migrateDatabase(databaseUrl)).toEqual({ epoch: 2, isRaised: true });
    expect(await migrateDatabase(databaseUrl)).toEqual({ epoch: 2, isRaised: false });
  });
});
