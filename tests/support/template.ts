import { randomBytes } from "node:crypto";

import postgres from "postgres";

import { migrateDatabase } from "@/db/migrate";

/** What a test file needs to get a database of its own. */
export type DatabaseSource =
  | { readonly kind: "postgres"; readonly adminUrl: string; readonly template: string }
  | { readonly kind: "embedded"; readonly folder: string };

declare module "vitest" {
  export interface ProvidedContext {
    databaseSource: DatabaseSource;
  }
}

const admin = (url: string) => postgres(url, { max: 1, onnotice: () => undefined });

/** The same server, another database. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Makes and migrates the template that the copies of this run are made from. */
export async function createTemplate(adminUrl: string): Promise<string> {
  const template = `jsm_test_${randomBytes(6).toString("hex")}`;
  const sql = admin(adminUrl);
  try {
    await sql`create database ${sql(template)}`;
  } finally {
    await sql.end();
  }
  await migrateDatabase(databaseUrl(adminUrl, template));
  return template;
}

/** Copies the template; the copy is dropped with its template at the end of the run. */
export async function copyTemplate(adminUrl: string, template: string): Promise<string> {
  const copy = `${template}_${randomBytes(6).toString("hex")}`;
  const sql = admin(adminUrl);
  try {
    await sql`create database ${sql(copy)} template ${sql(template)} strategy file_copy`;
  } finally {
    await sql.end();
  }
  return databaseUrl(adminUrl, copy);
}

/** Drops a copy while its pages are still in memory: a run's hundred of them would be written out and hold everybody up. */
export async function dropCopy(adminUrl: string, url: string): Promise<void> {
  const sql = admin(adminUrl);
  try {
    await sql`drop database if exists ${sql(new URL(url).pathname.slice(1))} with (force)`;
  } finally {
    await sql.end();
  }
}

/** Drops the template and every copy of it, also those that somebody is still connected to. */
export async function dropTemplate(adminUrl: string, template: string): Promise<void> {
  const sql = admin(adminUrl);
  try {
    const found = await sql<
      { name: string }[]
    >`select datname as name from pg_database where starts_with(datname, ${template})`;
    for (const { name } of found) await sql`drop database if exists ${sql(name)} with (force)`;
  } finally {
    await sql.end();
  }
}
