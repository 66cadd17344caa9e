CREATE TABLE "free_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"raffle_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"phone_mark" text NOT NULL,
	"week" date NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "free_entries_week" CHECK (extract(isodow from "free_entries"."week") = 1)
);
--> statement-breakpoint
ALTER TABLE "free_entries" ADD CONSTRAINT "free_entries_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "free_entries_of_phone" ON "free_entries" USING btree ("raffle_id","phone_mark","week");--> statement-breakpoint
CREATE UNIQUE INDEX "free_entries_of_person" ON "free_entries" USING btree ("raffle_id","user_id","week");
--> statement-breakpoint
-- An entry is made once and never taken back.
CREATE TRIGGER free_entries_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON free_entries FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
GRANT SELECT, INSERT ON free_entries TO jsm_app;
