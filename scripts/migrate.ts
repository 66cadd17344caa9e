// Brings the database of DATABASE_URL to the newest schema. Usage: npm run db:migrate
import { migrateDatabase } from "@/db/migrate";

const url = process.env["DATABASE_URL"];
if (url === undefined || url === "") {
  console.error("DATABASE_URL is not set");
  process.exit(2);
}
const { epoch, isRaised } = await migrateDatabase(url);
console.log(
  `database migrated, event log epoch ${epoch}${isRaised ? " (raised: the data is in another cluster now)" : ""}`,
);
