CREATE TABLE "ad_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"redemption_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"campaign_id" uuid NOT NULL,
	"creative_id" uuid NOT NULL,
	"step" smallint NOT NULL,
	"duration_seconds" integer NOT NULL,
	"price_centavos" bigint NOT NULL,
	"day" date NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"last_beat_at" timestamp with time zone NOT NULL,
	"is_visible" boolean DEFAULT true NOT NULL,
	"visible_ms" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"clicked_at" timestamp with time zone,
	"tickets" integer,
	CONSTRAINT "ad_sessions_status" CHECK ("ad_sessions"."status" in ('OPEN', 'WATCHED', 'LEFT')),
	CONSTRAINT "ad_sessions_step" CHECK ("ad_sessions"."step" between 1 and 10),
	CONSTRAINT "ad_sessions_ended" CHECK (("ad_sessions"."status" = 'OPEN') = ("ad_sessions"."ended_at" is null)),
	CONSTRAINT "ad_sessions_tickets" CHECK (("ad_sessions"."status" = 'WATCHED') = ("ad_sessions"."tickets" is not null))
);
--> statement-breakpoint
CREATE TABLE "campaign_days" (
	"campaign_id" uuid NOT NULL,
	"day" date NOT NULL,
	"reserved_centavos" bigint DEFAULT 0 NOT NULL,
	"captured_centavos" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_days_campaign_id_day_pk" PRIMARY KEY("campaign_id","day"),
	CONSTRAINT "campaign_days_counts" CHECK ("campaign_days"."reserved_centavos" >= 0 and "campaign_days"."captured_centavos" >= 0)
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"advertiser_id" uuid NOT NULL,
	"name" text NOT NULL,
	"target_url" text NOT NULL,
	"status" text DEFAULT 'DRAFT' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"station_ids" uuid[],
	"states" text[],
	"fuels" "fuel"[],
	"hour_from" smallint,
	"hour_to" smallint,
	"budget_centavos" bigint NOT NULL,
	"daily_budget_centavos" bigint NOT NULL,
	"price_per_view_centavos" bigint NOT NULL,
	"reserved_centavos" bigint DEFAULT 0 NOT NULL,
	"captured_centavos" bigint DEFAULT 0 NOT NULL,
	"decided_by" uuid,
	"decision_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaigns_status" CHECK ("campaigns"."status" in ('DRAFT', 'PENDING_APPROVAL', 'ACTIVE', 'PAUSED', 'COMPLETED', 'REJECTED')),
	CONSTRAINT "campaigns_dates" CHECK ("campaigns"."starts_at" < "campaigns"."ends_at"),
	CONSTRAINT "campaigns_hours" CHECK (("campaigns"."hour_from" is null) = ("campaigns"."hour_to" is null) and "campaigns"."hour_from" between 0 and 23 and "campaigns"."hour_to" between 1 and 24),
	CONSTRAINT "campaigns_price" CHECK ("campaigns"."price_per_view_centavos" > 0 and "campaigns"."daily_budget_centavos" <= "campaigns"."budget_centavos"),
	CONSTRAINT "campaigns_budget" CHECK ("campaigns"."reserved_centavos" >= 0 and "campaigns"."captured_centavos" >= 0 and "campaigns"."reserved_centavos" + "campaigns"."captured_centavos" <= "campaigns"."budget_centavos")
);
--> statement-breakpoint
CREATE TABLE "creatives" (
	"id" uuid PRIMARY KEY NOT NULL,
	"campaign_id" uuid NOT NULL,
	"title" text NOT NULL,
	"file_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sha256" text NOT NULL,
	"content_type" text NOT NULL,
	"body" "bytea" NOT NULL,
	"owner_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_size" CHECK (octet_length("files"."body") between 1 and 5242880)
);
--> statement-breakpoint
ALTER TABLE "ticket_grants" ADD COLUMN "backing_id" uuid;--> statement-breakpoint
ALTER TABLE "ad_sessions" ADD CONSTRAINT "ad_sessions_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ad_sessions" ADD CONSTRAINT "ad_sessions_creative_id_creatives_id_fk" FOREIGN KEY ("creative_id") REFERENCES "public"."creatives"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_days" ADD CONSTRAINT "campaign_days_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creatives" ADD CONSTRAINT "creatives_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "creatives" ADD CONSTRAINT "creatives_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ad_sessions_one_tab" ON "ad_sessions" USING btree ("user_id") WHERE "ad_sessions"."status" = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "ad_sessions_step_once" ON "ad_sessions" USING btree ("redemption_id","step") WHERE "ad_sessions"."status" = 'WATCHED';--> statement-breakpoint
CREATE INDEX "ad_sessions_seen" ON "ad_sessions" USING btree ("user_id","day");--> statement-breakpoint
CREATE INDEX "ad_sessions_of_campaign" ON "ad_sessions" USING btree ("campaign_id","day");--> statement-breakpoint
CREATE INDEX "campaigns_of_advertiser" ON "campaigns" USING btree ("advertiser_id","id");--> statement-breakpoint
CREATE INDEX "campaigns_running" ON "campaigns" USING btree ("starts_at","ends_at") WHERE "campaigns"."status" = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "creatives_of_campaign" ON "creatives" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "ticket_grants_backed" ON "ticket_grants" USING btree ("backing_id") WHERE "ticket_grants"."backing_id" is not null;