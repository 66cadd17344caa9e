ALTER TYPE "public"."ledger_account" ADD VALUE 'DISPUTE_LOSS';--> statement-breakpoint
ALTER TYPE "public"."ledger_account" ADD VALUE 'BANK';--> statement-breakpoint
ALTER TYPE "public"."ledger_movement" ADD VALUE 'LATE_CAPTURE';--> statement-breakpoint
ALTER TYPE "public"."ledger_movement" ADD VALUE 'REFUND_RETURNED';--> statement-breakpoint
ALTER TYPE "public"."ledger_movement" ADD VALUE 'DISPUTE_WITHDRAWN';--> statement-breakpoint
ALTER TYPE "public"."ledger_movement" ADD VALUE 'DISPUTE_RETURNED';--> statement-breakpoint
ALTER TYPE "public"."ledger_movement" ADD VALUE 'CLEARING_BACK';--> statement-breakpoint
ALTER TYPE "public"."refund_state" ADD VALUE 'COVERED';--> statement-breakpoint
CREATE TABLE "disputes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"payment_id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"frozen_centavos" bigint NOT NULL,
	"is_taken" boolean NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "disputes_service_id_unique" UNIQUE("service_id"),
	CONSTRAINT "disputes_state" CHECK ("disputes"."state" in ('OPEN', 'WON', 'LOST')),
	CONSTRAINT "disputes_closed" CHECK (("disputes"."closed_at" is null) = ("disputes"."state" = 'OPEN')),
	CONSTRAINT "disputes_amounts" CHECK ("disputes"."amount_centavos" > 0 and "disputes"."frozen_centavos" >= 0)
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"run_by" text NOT NULL,
	"movements" integer NOT NULL,
	"entries" integer NOT NULL,
	"matched" integer NOT NULL,
	"differences" integer NOT NULL,
	"fees_centavos" bigint NOT NULL,
	"ran_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "refund_payouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"refund_id" uuid NOT NULL,
	"way" text NOT NULL,
	"state" text NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"stripe_refund_id" text,
	"reference" text,
	"recorded_by" uuid,
	"confirmed_by" uuid,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "refund_payouts_stripe_refund_id_unique" UNIQUE("stripe_refund_id"),
	CONSTRAINT "refund_payouts_way" CHECK ("refund_payouts"."way" in ('SERVICE', 'TRANSFER')),
	CONSTRAINT "refund_payouts_state" CHECK (case "refund_payouts"."way" when 'SERVICE' then "refund_payouts"."state" in ('ASKED', 'PENDING', 'SUCCEEDED', 'FAILED', 'RETURNED') else "refund_payouts"."state" in ('PROPOSED', 'SUCCEEDED', 'REJECTED') end),
	CONSTRAINT "refund_payouts_two_people" CHECK ("refund_payouts"."way" <> 'TRANSFER' or ("refund_payouts"."reference" is not null and "refund_payouts"."recorded_by" is not null and (("refund_payouts"."confirmed_by" is not null) = ("refund_payouts"."state" <> 'PROPOSED')) and "refund_payouts"."confirmed_by" is distinct from "refund_payouts"."recorded_by"))
);
--> statement-breakpoint
CREATE TABLE "service_movements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" text NOT NULL,
	"kind" text NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"fee_centavos" bigint NOT NULL,
	"currency" text NOT NULL,
	"intent_id" text,
	"refund_id" text,
	"dispute_id" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "service_movements_service_id_unique" UNIQUE("service_id")
);
--> statement-breakpoint
ALTER TABLE "ledger_entries" DROP CONSTRAINT "ledger_entries_two_sides";--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "dispute_id" uuid;--> statement-breakpoint
ALTER TABLE "coupons" ADD COLUMN "reminded_days" smallint;--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD COLUMN "from_station_id" uuid;--> statement-breakpoint
ALTER TABLE "payment_anomalies" ADD COLUMN "resolved_by" uuid;--> statement-breakpoint
ALTER TABLE "payment_anomalies" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "payments" ADD COLUMN "is_late" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "note" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "void_of" uuid;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "clabe_sealed" text;--> statement-breakpoint
ALTER TABLE "refunds" ADD COLUMN "clabe_last4" text;--> statement-breakpoint
ALTER TABLE "disputes" ADD CONSTRAINT "disputes_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refund_payouts" ADD CONSTRAINT "refund_payouts_refund_id_refunds_id_fk" FOREIGN KEY ("refund_id") REFERENCES "public"."refunds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disputes_of_coupon" ON "disputes" USING btree ("coupon_id");--> statement-breakpoint
CREATE INDEX "disputes_in_time" ON "disputes" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "reconciliations_of_day" ON "reconciliations" USING btree ("day","ran_at");--> statement-breakpoint
CREATE UNIQUE INDEX "refund_payouts_one_at_a_time" ON "refund_payouts" USING btree ("refund_id") WHERE "refund_payouts"."state" in ('ASKED', 'PENDING', 'PROPOSED', 'SUCCEEDED');--> statement-breakpoint
CREATE INDEX "refund_payouts_of_refund" ON "refund_payouts" USING btree ("refund_id","created_at");--> statement-breakpoint
CREATE INDEX "service_movements_in_time" ON "service_movements" USING btree ("occurred_at");--> statement-breakpoint
CREATE INDEX "service_movements_of_intent" ON "service_movements" USING btree ("intent_id");--> statement-breakpoint
CREATE INDEX "payment_anomalies_in_time" ON "payment_anomalies" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "refunds_unpaid" ON "refunds" USING btree ("created_at","id") WHERE "refunds"."state" in ('RESERVED', 'PENDING', 'FAILED', 'BY_HAND');--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_void_of_unique" UNIQUE("void_of");--> statement-breakpoint
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_suspended_is_disputed" CHECK ("coupons"."status" <> 'SUSPENDED' or ("coupons"."dispute_id" is not null and "coupons"."status_before" is not null));--> statement-breakpoint
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_two_sides" CHECK ("ledger_entries"."debit" <> "ledger_entries"."credit" or ("ledger_entries"."from_station_id" is not null and "ledger_entries"."station_id" is not null and "ledger_entries"."from_station_id" <> "ledger_entries"."station_id"));--> statement-breakpoint
ALTER TABLE "payment_anomalies" ADD CONSTRAINT "payment_anomalies_resolved_whole" CHECK (("payment_anomalies"."resolved_at" is null) = ("payment_anomalies"."note" is null) and ("payment_anomalies"."resolved_at" is null) = ("payment_anomalies"."resolved_by" is null));--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_account" CHECK (("refunds"."clabe_sealed" is null) = ("refunds"."clabe_last4" is null));