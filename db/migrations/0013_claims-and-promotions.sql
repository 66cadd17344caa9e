CREATE TABLE "claims" (
	"award_id" uuid PRIMARY KEY NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	"fuel" "fuel",
	"identified_by" uuid,
	"identified_at" timestamp with time zone,
	"identity_note" text,
	"delivered_by" text,
	"delivered_at" timestamp with time zone,
	"evidence" text,
	"coupon_ids" uuid[]
);
--> statement-breakpoint
CREATE TABLE "prize_tax_rates" (
	"state" text NOT NULL,
	"valid_from" date NOT NULL,
	"basis_points" integer NOT NULL,
	"source" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "prize_tax_rates_state_valid_from_pk" PRIMARY KEY("state","valid_from"),
	CONSTRAINT "prize_tax_rates_bounds" CHECK ("prize_tax_rates"."basis_points" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "vacancies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"raffle_id" uuid NOT NULL,
	"award_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"vacated_by" text NOT NULL,
	"vacated_at" timestamp with time zone NOT NULL,
	"first_by" uuid,
	"second_by" uuid,
	"decided_at" timestamp with time zone,
	"alternate_id" uuid,
	"document" text,
	CONSTRAINT "vacancies_award_id_unique" UNIQUE("award_id"),
	CONSTRAINT "vacancies_alternate_id_unique" UNIQUE("alternate_id"),
	CONSTRAINT "vacancies_two_people" CHECK ("vacancies"."first_by" <> "vacancies"."second_by"),
	CONSTRAINT "vacancies_decided" CHECK (("vacancies"."decided_at" is null) = ("vacancies"."second_by" is null))
);
--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacancies" ADD CONSTRAINT "vacancies_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacancies" ADD CONSTRAINT "vacancies_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vacancies" ADD CONSTRAINT "vacancies_alternate_id_awards_id_fk" FOREIGN KEY ("alternate_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "vacancies_of_raffle" ON "vacancies" USING btree ("raffle_id");--> statement-breakpoint
CREATE INDEX "awards_due" ON "awards" USING btree ("claim_deadline") WHERE "awards"."status" = 'UNCLAIMED';--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_status" CHECK ("awards"."status" in ('WAITING', 'UNCLAIMED', 'CLAIMED', 'IDENTIFIED', 'DELIVERED', 'VACATED'));