CREATE TABLE "pins" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"pin_hash" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "code_throttles" (
	"actor_id" uuid PRIMARY KEY NOT NULL,
	"wrong" integer NOT NULL,
	"last_wrong_at" timestamp with time zone NOT NULL,
	CONSTRAINT "code_throttles_counts" CHECK ("code_throttles"."wrong" >= 0)
);
--> statement-breakpoint
DROP INDEX "fraud_flags_open";--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD COLUMN "matter" text NOT NULL;--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD COLUMN "station_id" uuid;--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD COLUMN "evidence" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD COLUMN "verdict" text;--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "redemption_voids" ADD COLUMN "requested_by" uuid;--> statement-breakpoint
ALTER TABLE "shifts" ADD COLUMN "summary" jsonb;--> statement-breakpoint
ALTER TABLE "validation_attempts" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "validation_attempts" ADD COLUMN "asked" text DEFAULT 'PREVIEW' NOT NULL;--> statement-breakpoint
ALTER TABLE "pins" ADD CONSTRAINT "pins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fraud_flags_by_time" ON "fraud_flags" USING btree ("flagged_at","id");--> statement-breakpoint
CREATE INDEX "shifts_of_attendant" ON "shifts" USING btree ("attendant_id","opened_at");--> statement-breakpoint
CREATE INDEX "validation_attempts_of_coupon" ON "validation_attempts" USING btree ("coupon_id","at");--> statement-breakpoint
CREATE INDEX "fraud_flags_open" ON "fraud_flags" USING btree ("flagged_at","id") WHERE "fraud_flags"."verdict" is null;--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD CONSTRAINT "fraud_flags_once" UNIQUE("rule","matter");--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD CONSTRAINT "fraud_flags_score" CHECK ("fraud_flags"."score" between 1 and 100);--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD CONSTRAINT "fraud_flags_verdict" CHECK ("fraud_flags"."verdict" in ('DISMISSED', 'CONFIRMED'));--> statement-breakpoint
ALTER TABLE "fraud_flags" ADD CONSTRAINT "fraud_flags_reviewed_whole" CHECK (("fraud_flags"."verdict" is null) = ("fraud_flags"."reviewed_by" is null) and ("fraud_flags"."verdict" is null) = ("fraud_flags"."reviewed_at" is null) and ("fraud_flags"."verdict" is null) = ("fraud_flags"."note" is null));--> statement-breakpoint
ALTER TABLE "validation_attempts" ADD CONSTRAINT "validation_attempts_way" CHECK ("validation_attempts"."way" in ('QR', 'SHORT_CODE'));--> statement-breakpoint
ALTER TABLE "validation_attempts" ADD CONSTRAINT "validation_attempts_asked" CHECK ("validation_attempts"."asked" in ('PREVIEW', 'REDEMPTION'));