CREATE TYPE "public"."role" AS ENUM('CUSTOMER', 'ATTENDANT', 'STATION_MANAGER', 'ADVERTISER', 'AUDITOR', 'ADMIN');--> statement-breakpoint
CREATE TYPE "public"."coupon_status" AS ENUM('PENDING_PAYMENT', 'ACTIVE', 'PARTIALLY_REDEEMED', 'REDEEMED', 'SUSPENDED', 'EXPIRED', 'CANCELLED', 'PAYMENT_FAILED');--> statement-breakpoint
CREATE TYPE "public"."ledger_account" AS ENUM('STRIPE_CLEARING', 'COUPON', 'STATION_PAYABLE', 'STATION_CLEARING', 'REFUNDS_PAYABLE', 'EXPIRED_LIABILITY', 'DISPUTES', 'FEES', 'PRIZE_FUND', 'ADJUSTMENT');--> statement-breakpoint
CREATE TYPE "public"."ledger_movement" AS ENUM('CAPTURE', 'PRIZE_CREDIT', 'REDEEM', 'VOID', 'REFUND', 'REFUND_PAID', 'EXPIRE', 'REINSTATE', 'DISPUTE', 'DISPUTE_WON', 'DISPUTE_LOST', 'CLEARING', 'FEE', 'ADJUSTMENT');--> statement-breakpoint
CREATE TYPE "public"."order_status" AS ENUM('CREATED', 'AWAITING_PAYMENT', 'PAID', 'FAILED', 'EXPIRED', 'CANCELLED');--> statement-breakpoint
CREATE TYPE "public"."payment_method" AS ENUM('CARD', 'OXXO', 'SPEI');--> statement-breakpoint
CREATE TYPE "public"."refund_state" AS ENUM('RESERVED', 'PENDING', 'SUCCEEDED', 'FAILED', 'BY_HAND');--> statement-breakpoint
CREATE TYPE "public"."raffle_status" AS ENUM('DRAFT', 'PUBLISHED', 'OPEN', 'FROZEN', 'DRAWN', 'CLAIMING', 'SETTLED', 'CANCELLED', 'VOID');--> statement-breakpoint
CREATE TYPE "public"."ticket_source" AS ENUM('REDEMPTION', 'AD_ENGAGEMENT', 'FREE_ENTRY', 'REFERRAL');--> statement-breakpoint
CREATE TYPE "public"."fuel" AS ENUM('REGULAR', 'PREMIUM', 'DIESEL');--> statement-breakpoint
CREATE TYPE "public"."permit_kind" AS ENUM('RETAIL', 'SELF_SUPPLY', 'TRANSPORT');--> statement-breakpoint
CREATE TYPE "public"."station_status" AS ENUM('ACTIVE', 'SUSPENDED', 'CLOSED');--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"document" text NOT NULL,
	"version" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" text NOT NULL,
	"label" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "devices_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "login_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_start" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "one_time_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"subject" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_time_codes_code_hash_unique" UNIQUE("code_hash"),
	CONSTRAINT "codes_few_tries" CHECK ("one_time_codes"."tries" between 0 and 10)
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"code_hash" text NOT NULL,
	"used_at" timestamp with time zone,
	CONSTRAINT "recovery_codes_code_hash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"state" text NOT NULL,
	"algorithm" text NOT NULL,
	"public_key" text NOT NULL,
	"private_key_sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone,
	CONSTRAINT "signing_keys_state" CHECK ("signing_keys"."state" in ('ACTIVE', 'VERIFY_ONLY', 'REVOKED'))
);
--> statement-breakpoint
CREATE TABLE "user_sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"refresh_hash" text NOT NULL,
	"rotated_at" timestamp with time zone,
	"rotations" integer DEFAULT 0 NOT NULL,
	"device_label" text NOT NULL,
	"mfa_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"revoked_reason" text,
	CONSTRAINT "user_sessions_refresh_hash_unique" UNIQUE("refresh_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"phone" text,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"role" "role" DEFAULT 'CUSTOMER' NOT NULL,
	"password_hash" text NOT NULL,
	"email_verified_at" timestamp with time zone,
	"phone_verified_at" timestamp with time zone,
	"is_active" boolean DEFAULT true NOT NULL,
	"totp_secret" text,
	"totp_confirmed_at" timestamp with time zone,
	"totp_last_step" integer,
	"permission_version" integer DEFAULT 1 NOT NULL,
	"locale" text DEFAULT 'es-MX' NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_login_at" timestamp with time zone,
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_phone_unique" UNIQUE("phone")
);
--> statement-breakpoint
CREATE TABLE "coupons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"station_id" uuid,
	"fuel" "fuel" NOT NULL,
	"face_centavos" bigint NOT NULL,
	"balance_centavos" bigint NOT NULL,
	"redeemed_centavos" bigint DEFAULT 0 NOT NULL,
	"status" "coupon_status" NOT NULL,
	"status_before" "coupon_status",
	"is_prize" boolean DEFAULT false NOT NULL,
	"short_code" text,
	"qr_kid" text,
	"qr_version" smallint DEFAULT 0 NOT NULL,
	"qr_issued_at" timestamp with time zone,
	"qr_code" text,
	"qr_regenerations" smallint DEFAULT 0 NOT NULL,
	"expires_at" timestamp with time zone,
	"activated_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "coupons_short_code_unique" UNIQUE("short_code"),
	CONSTRAINT "coupons_balance" CHECK ("coupons"."balance_centavos" between 0 and "coupons"."face_centavos"),
	CONSTRAINT "coupons_face" CHECK ("coupons"."face_centavos" between 5000 and 1000000),
	CONSTRAINT "coupons_redeemed" CHECK ("coupons"."redeemed_centavos" >= 0),
	CONSTRAINT "coupons_regenerations" CHECK ("coupons"."qr_regenerations" between 0 and 3),
	CONSTRAINT "coupons_spendable_is_complete" CHECK ("coupons"."status" in ('PENDING_PAYMENT', 'PAYMENT_FAILED', 'CANCELLED') or ("coupons"."activated_at" is not null and "coupons"."expires_at" is not null and "coupons"."qr_code" is not null and "coupons"."short_code" is not null)),
	CONSTRAINT "coupons_unpaid_is_empty" CHECK ("coupons"."status" not in ('PENDING_PAYMENT', 'PAYMENT_FAILED') or "coupons"."balance_centavos" = 0)
);
--> statement-breakpoint
CREATE TABLE "fraud_flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"rule" text NOT NULL,
	"redemption_id" uuid,
	"coupon_id" uuid,
	"attendant_id" uuid,
	"score" smallint NOT NULL,
	"flagged_at" timestamp with time zone NOT NULL,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "redemption_keys" (
	"redemption_id" uuid PRIMARY KEY NOT NULL,
	"op_id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"redeemed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "redemption_keys_op_id_unique" UNIQUE("op_id")
);
--> statement-breakpoint
CREATE TABLE "redemption_voids" (
	"redemption_id" uuid PRIMARY KEY NOT NULL,
	"op_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"voided_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"returned_to" text NOT NULL,
	"voided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "redemption_voids_op_id_unique" UNIQUE("op_id")
);
--> statement-breakpoint
CREATE TABLE "redemptions" (
	"id" uuid NOT NULL,
	"redeemed_at" timestamp with time zone NOT NULL,
	"coupon_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"pump_number" smallint NOT NULL,
	"attendant_id" uuid NOT NULL,
	"shift_id" uuid NOT NULL,
	"session_id" uuid,
	"fuel" "fuel" NOT NULL,
	"asked_in" text NOT NULL,
	"volume_millilitres" bigint NOT NULL,
	"price_tenth_milli" integer NOT NULL,
	"cost_centavos" bigint NOT NULL,
	"balance_after_centavos" bigint NOT NULL,
	"redeemed_before_centavos" bigint NOT NULL,
	"redeemed_after_centavos" bigint NOT NULL,
	"tickets_earned" integer NOT NULL,
	"ticket_rule" smallint DEFAULT 1 NOT NULL,
	"location" geometry(Point,4326),
	"reference" text NOT NULL,
	CONSTRAINT "redemptions_id_redeemed_at_pk" PRIMARY KEY("id","redeemed_at"),
	CONSTRAINT "redemptions_asked_in" CHECK ("redemptions"."asked_in" in ('LITRES', 'PESOS')),
	CONSTRAINT "redemptions_positive" CHECK ("redemptions"."volume_millilitres" > 0 and "redemptions"."cost_centavos" > 0),
	CONSTRAINT "redemptions_chain" CHECK ("redemptions"."redeemed_after_centavos" = "redemptions"."redeemed_before_centavos" + "redemptions"."cost_centavos")
) PARTITION BY RANGE ("redeemed_at");
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"attendant_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "validation_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor_id" uuid NOT NULL,
	"coupon_id" uuid,
	"station_id" uuid,
	"way" text NOT NULL,
	"outcome" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "daily_station_totals" (
	"station_id" uuid NOT NULL,
	"day" date NOT NULL,
	"fuel" "fuel" NOT NULL,
	"redemptions" integer NOT NULL,
	"voids" integer NOT NULL,
	"volume_millilitres" bigint NOT NULL,
	"revenue_centavos" bigint NOT NULL,
	CONSTRAINT "daily_station_totals_station_id_day_fuel_pk" PRIMARY KEY("station_id","day","fuel")
);
--> statement-breakpoint
CREATE TABLE "ledger_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" "ledger_movement" NOT NULL,
	"debit" "ledger_account" NOT NULL,
	"credit" "ledger_account" NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"coupon_id" uuid,
	"station_id" uuid,
	"ref" uuid NOT NULL,
	"posted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ledger_entries_once" UNIQUE("code","ref"),
	CONSTRAINT "ledger_entries_amount" CHECK ("ledger_entries"."amount_centavos" > 0),
	CONSTRAINT "ledger_entries_two_sides" CHECK ("ledger_entries"."debit" <> "ledger_entries"."credit" or "ledger_entries"."code" = 'CLEARING')
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"user_id" uuid,
	"channel" text NOT NULL,
	"recipient" text NOT NULL,
	"template" text NOT NULL,
	"locale" text NOT NULL,
	"variables" jsonb NOT NULL,
	"state" text DEFAULT 'QUEUED' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"fault" text,
	"next_try_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"op_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"fuel" "fuel" NOT NULL,
	"station_id" uuid,
	"method" "payment_method" NOT NULL,
	"request_hash" text NOT NULL,
	"payment_method_id" text,
	"return_url" text NOT NULL,
	"status" "order_status" NOT NULL,
	"purchase_day" date NOT NULL,
	"checkout_session_id" text,
	"checkout_url" text,
	"payment_intent_id" text,
	"failure" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "orders_op_id_unique" UNIQUE("op_id"),
	CONSTRAINT "orders_coupon_id_unique" UNIQUE("coupon_id"),
	CONSTRAINT "orders_checkout_session_id_unique" UNIQUE("checkout_session_id"),
	CONSTRAINT "orders_payment_intent_id_unique" UNIQUE("payment_intent_id"),
	CONSTRAINT "orders_amount" CHECK ("orders"."amount_centavos" between 5000 and 1000000),
	CONSTRAINT "orders_settled" CHECK (("orders"."settled_at" is null) = ("orders"."status" in ('CREATED', 'AWAITING_PAYMENT')))
);
--> statement-breakpoint
CREATE TABLE "payment_anomalies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"details" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"resolved_at" timestamp with time zone,
	CONSTRAINT "payment_anomalies_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "payment_customers" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payment_customers_customer_id_unique" UNIQUE("customer_id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"payment_intent_id" text NOT NULL,
	"captured_centavos" bigint NOT NULL,
	"captured_at" timestamp with time zone NOT NULL,
	CONSTRAINT "payments_order_id_unique" UNIQUE("order_id"),
	CONSTRAINT "payments_payment_intent_id_unique" UNIQUE("payment_intent_id")
);
--> statement-breakpoint
CREATE TABLE "purchase_days" (
	"user_id" uuid NOT NULL,
	"day" date NOT NULL,
	"amount_centavos" bigint NOT NULL,
	CONSTRAINT "purchase_days_user_id_day_pk" PRIMARY KEY("user_id","day"),
	CONSTRAINT "purchase_days_limit" CHECK ("purchase_days"."amount_centavos" between 0 and 5000000)
);
--> statement-breakpoint
CREATE TABLE "refunds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"payment_id" uuid NOT NULL,
	"coupon_id" uuid NOT NULL,
	"amount_centavos" bigint NOT NULL,
	"state" "refund_state" NOT NULL,
	"reason" text NOT NULL,
	"stripe_refund_id" text,
	"failure" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "refunds_stripe_refund_id_unique" UNIQUE("stripe_refund_id"),
	CONSTRAINT "refunds_amount" CHECK ("refunds"."amount_centavos" > 0)
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"event_id" text PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"fault" text
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"raffle_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"place" integer NOT NULL,
	"prize_index" integer,
	"ticket" bigint NOT NULL,
	"leaf_index" bigint NOT NULL,
	"user_id" uuid NOT NULL,
	"status" text NOT NULL,
	"claim_deadline" timestamp with time zone,
	"claim_code_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commitments" (
	"raffle_id" uuid PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"chain" text NOT NULL,
	"round" bigint NOT NULL,
	"round_at" timestamp with time zone NOT NULL,
	"committed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draw_log" (
	"leaf_index" bigint PRIMARY KEY NOT NULL,
	"raffle_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"document" text NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	"root_after" "bytea" NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "raffle_file_parts" (
	"raffle_id" uuid NOT NULL,
	"name" text NOT NULL,
	"part" integer NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "raffle_file_parts_raffle_id_name_part_pk" PRIMARY KEY("raffle_id","name","part")
);
--> statement-breakpoint
CREATE TABLE "raffle_files" (
	"raffle_id" uuid NOT NULL,
	"name" text NOT NULL,
	"content_type" text NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "raffle_files_raffle_id_name_pk" PRIMARY KEY("raffle_id","name")
);
--> statement-breakpoint
CREATE TABLE "raffle_holders" (
	"raffle_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"nonce" "bytea" NOT NULL,
	"tag" "bytea" NOT NULL,
	"granted" integer DEFAULT 0 NOT NULL,
	"is_ineligible" boolean DEFAULT false NOT NULL,
	CONSTRAINT "raffle_holders_raffle_id_user_id_pk" PRIMARY KEY("raffle_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "raffles" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"permit_number" text NOT NULL,
	"territory" text NOT NULL,
	"status" "raffle_status" DEFAULT 'DRAFT' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"draw_at" timestamp with time zone NOT NULL,
	"opens_at" timestamp with time zone,
	"station_ids" uuid[],
	"notice_seconds" integer NOT NULL,
	"pesos_per_ticket_centavos" bigint DEFAULT 10000 NOT NULL,
	"max_tickets_per_person" integer DEFAULT 100 NOT NULL,
	"wins_per_person" integer DEFAULT 1 NOT NULL,
	"alternates_per_prize" integer DEFAULT 3 NOT NULL,
	"free_entry" boolean DEFAULT false NOT NULL,
	"prizes" jsonb NOT NULL,
	"leaves" bigint DEFAULT 0 NOT NULL,
	"tickets" bigint DEFAULT 0 NOT NULL,
	"peaks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"backing_redemptions" bigint DEFAULT 0 NOT NULL,
	"backing_centavos" bigint DEFAULT 0 NOT NULL,
	"tickets_by_source" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"voided_tickets" bigint DEFAULT 0 NOT NULL,
	"freeze_horizon" text,
	"closed_at" timestamp with time zone,
	"frozen_at" timestamp with time zone,
	"drawn_at" timestamp with time zone,
	"ended_reason" text,
	"created_by" uuid NOT NULL,
	"published_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "raffles_dates" CHECK ("raffles"."starts_at" < "raffles"."closes_at" and "raffles"."closes_at" < "raffles"."draw_at"),
	CONSTRAINT "raffles_counts" CHECK ("raffles"."leaves" >= 0 and "raffles"."tickets" >= "raffles"."leaves")
);
--> statement-breakpoint
CREATE TABLE "ticket_blocks" (
	"raffle_id" uuid NOT NULL,
	"leaf_index" bigint NOT NULL,
	"first" bigint NOT NULL,
	"count" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"holder_tag" "bytea" NOT NULL,
	"source_type" "ticket_source" NOT NULL,
	"source_id" uuid NOT NULL,
	"source_nonce" "bytea" NOT NULL,
	"source_tag" "bytea" NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_blocks_raffle_id_leaf_index_pk" PRIMARY KEY("raffle_id","leaf_index"),
	CONSTRAINT "ticket_blocks_count" CHECK ("ticket_blocks"."count" >= 1 and "ticket_blocks"."first" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ticket_grants" (
	"raffle_id" uuid NOT NULL,
	"source_type" "ticket_source" NOT NULL,
	"source_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"earned" integer NOT NULL,
	"granted" integer NOT NULL,
	"reason" text NOT NULL,
	"rule_version" smallint DEFAULT 1 NOT NULL,
	"granted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_grants_raffle_id_source_type_source_id_pk" PRIMARY KEY("raffle_id","source_type","source_id"),
	CONSTRAINT "ticket_grants_bounds" CHECK ("ticket_grants"."granted" between 0 and "ticket_grants"."earned")
);
--> statement-breakpoint
CREATE TABLE "ticket_log_nodes" (
	"raffle_id" uuid NOT NULL,
	"level" smallint NOT NULL,
	"position" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"sum" bigint NOT NULL,
	CONSTRAINT "ticket_log_nodes_raffle_id_level_position_pk" PRIMARY KEY("raffle_id","level","position")
);
--> statement-breakpoint
CREATE TABLE "ticket_voids" (
	"raffle_id" uuid NOT NULL,
	"leaf_index" bigint NOT NULL,
	"reason" text NOT NULL,
	"voided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ticket_voids_raffle_id_leaf_index_pk" PRIMARY KEY("raffle_id","leaf_index")
);
--> statement-breakpoint
CREATE TABLE "tree_heads" (
	"raffle_id" uuid NOT NULL,
	"leaves" bigint NOT NULL,
	"tickets" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"document" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tree_heads_raffle_id_leaves_pk" PRIMARY KEY("raffle_id","leaves")
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"body" text NOT NULL,
	"prev" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_log_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "cluster" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"system_identifier" text NOT NULL,
	"epoch" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dead_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "dead_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subscription" text NOT NULL,
	"event_id" uuid NOT NULL,
	"aggregate_id" uuid NOT NULL,
	"state" text NOT NULL,
	"fault" text NOT NULL,
	"parked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "dead_events_once" UNIQUE("subscription","event_id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" uuid NOT NULL,
	"epoch" integer NOT NULL,
	"xid" "xid8" NOT NULL,
	"type" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"aggregate_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"device_id" uuid,
	"request_id" text,
	"occurred_at" timestamp with time zone NOT NULL,
	"payload" jsonb NOT NULL,
	CONSTRAINT "events_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"op_id" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"response" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"name" text PRIMARY KEY NOT NULL,
	"last_epoch" integer DEFAULT 0 NOT NULL,
	"last_xid" "xid8" DEFAULT '0' NOT NULL,
	"last_id" bigint DEFAULT 0 NOT NULL,
	"moved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"station_id" uuid NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rejects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"place_id" text,
	"permit" text,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"raw" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"feed" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"places_sha256" text NOT NULL,
	"prices_sha256" text NOT NULL,
	"state" text NOT NULL,
	"report" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "import_runs_state" CHECK ("import_runs"."state" in ('RUNNING', 'DONE', 'REFUSED', 'FAILED', 'ABANDONED'))
);
--> statement-breakpoint
CREATE TABLE "price_change_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"station_id" uuid NOT NULL,
	"fuel" "fuel" NOT NULL,
	"price_tenth_milli" integer NOT NULL,
	"current_tenth_milli" integer NOT NULL,
	"effective_from" timestamp with time zone,
	"state" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_change_requests_state" CHECK ("price_change_requests"."state" in ('PENDING_APPROVAL', 'APPROVED', 'REJECTED', 'SUPERSEDED'))
);
--> statement-breakpoint
CREATE TABLE "price_periods" (
	"id" uuid PRIMARY KEY NOT NULL,
	"station_id" uuid NOT NULL,
	"fuel" "fuel" NOT NULL,
	"price_tenth_milli" integer NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"source" text NOT NULL,
	"actor_id" uuid,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_periods_price" CHECK ("price_periods"."price_tenth_milli" between 10000 and 9999999)
);
--> statement-breakpoint
CREATE TABLE "pumps" (
	"station_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"fuels" "fuel"[] NOT NULL,
	CONSTRAINT "pumps_station_id_number_pk" PRIMARY KEY("station_id","number"),
	CONSTRAINT "pumps_number" CHECK ("pumps"."number" between 1 and 99)
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"station_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"redemption_id" uuid NOT NULL,
	"stars" smallint NOT NULL,
	"body" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reviews_redemption_id_unique" UNIQUE("redemption_id"),
	CONSTRAINT "reviews_stars" CHECK ("reviews"."stars" between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "station_hours" (
	"station_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"opens_at" time NOT NULL,
	"closes_at" time NOT NULL,
	CONSTRAINT "station_hours_station_id_weekday_opens_at_pk" PRIMARY KEY("station_id","weekday","opens_at"),
	CONSTRAINT "station_hours_weekday" CHECK ("station_hours"."weekday" between 1 and 7)
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"permit" text NOT NULL,
	"permit_kind" "permit_kind" DEFAULT 'RETAIL' NOT NULL,
	"place_id" integer,
	"name" text NOT NULL,
	"brand" text,
	"address" text,
	"municipality" text,
	"state" text,
	"postal_code" text,
	"location" geometry(Point,4326) NOT NULL,
	"time_zone" text NOT NULL,
	"status" "station_status" DEFAULT 'ACTIVE' NOT NULL,
	"accepts_coupons" boolean DEFAULT false NOT NULL,
	"contract_date" date,
	"is_open_all_day" boolean DEFAULT false NOT NULL,
	"services" text[] DEFAULT '{}' NOT NULL,
	"rating_sum" integer DEFAULT 0 NOT NULL,
	"review_count" integer DEFAULT 0 NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "stations_permit_unique" UNIQUE("permit"),
	CONSTRAINT "stations_place_id_unique" UNIQUE("place_id"),
	CONSTRAINT "stations_source" CHECK ("stations"."source" in ('REGULATOR', 'ADMIN')),
	CONSTRAINT "stations_network_needs_contract" CHECK (not "stations"."accepts_coupons" or "stations"."contract_date" is not null),
	CONSTRAINT "stations_review_counts" CHECK ("stations"."review_count" >= 0 and "stations"."rating_sum" between "stations"."review_count" and "stations"."review_count" * 5)
);
--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "one_time_codes" ADD CONSTRAINT "one_time_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redemption_keys" ADD CONSTRAINT "redemption_keys_coupon_id_coupons_id_fk" FOREIGN KEY ("coupon_id") REFERENCES "public"."coupons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "redemption_voids" ADD CONSTRAINT "redemption_voids_redemption_id_redemption_keys_redemption_id_fk" FOREIGN KEY ("redemption_id") REFERENCES "public"."redemption_keys"("redemption_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commitments" ADD CONSTRAINT "commitments_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raffle_file_parts" ADD CONSTRAINT "raffle_file_parts_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raffle_files" ADD CONSTRAINT "raffle_files_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raffle_holders" ADD CONSTRAINT "raffle_holders_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_blocks" ADD CONSTRAINT "ticket_blocks_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_grants" ADD CONSTRAINT "ticket_grants_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_log_nodes" ADD CONSTRAINT "ticket_log_nodes_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_voids" ADD CONSTRAINT "ticket_voids_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tree_heads" ADD CONSTRAINT "tree_heads_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rejects" ADD CONSTRAINT "import_rejects_run_id_import_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."import_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_change_requests" ADD CONSTRAINT "price_change_requests_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_periods" ADD CONSTRAINT "price_periods_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pumps" ADD CONSTRAINT "pumps_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_hours" ADD CONSTRAINT "station_hours_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consents_of_user" ON "consents" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "devices_of_user" ON "devices" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "codes_of_user" ON "one_time_codes" USING btree ("user_id","purpose","created_at");--> statement-breakpoint
CREATE INDEX "codes_by_subject" ON "one_time_codes" USING btree ("subject","purpose","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_one_active" ON "signing_keys" USING btree ("purpose") WHERE "signing_keys"."state" = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "sessions_of_user" ON "user_sessions" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "users_by_creation" ON "users" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "coupons_spendable_of_user" ON "coupons" USING btree ("user_id","status") WHERE "coupons"."status" in ('ACTIVE', 'PARTIALLY_REDEEMED');--> statement-breakpoint
CREATE INDEX "coupons_of_user" ON "coupons" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "coupons_expiring" ON "coupons" USING btree ("expires_at") WHERE "coupons"."status" in ('ACTIVE', 'PARTIALLY_REDEEMED');--> statement-breakpoint
CREATE INDEX "fraud_flags_open" ON "fraud_flags" USING btree ("flagged_at");--> statement-breakpoint
CREATE INDEX "redemption_keys_of_coupon" ON "redemption_keys" USING btree ("coupon_id","redeemed_at");--> statement-breakpoint
CREATE INDEX "redemptions_recent" ON "redemptions" USING btree ("redeemed_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "redemptions_of_coupon" ON "redemptions" USING btree ("coupon_id","redeemed_at");--> statement-breakpoint
CREATE INDEX "redemptions_at_station" ON "redemptions" USING btree ("station_id","redeemed_at");--> statement-breakpoint
CREATE INDEX "redemptions_by_attendant" ON "redemptions" USING btree ("attendant_id","redeemed_at");--> statement-breakpoint
CREATE INDEX "redemptions_of_user" ON "redemptions" USING btree ("user_id","redeemed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shifts_open" ON "shifts" USING btree ("attendant_id","station_id") WHERE "shifts"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "validation_attempts_by_actor" ON "validation_attempts" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "ledger_of_coupon" ON "ledger_entries" USING btree ("coupon_id");--> statement-breakpoint
CREATE INDEX "ledger_of_station" ON "ledger_entries" USING btree ("station_id","posted_at");--> statement-breakpoint
CREATE INDEX "ledger_in_time" ON "ledger_entries" USING btree ("posted_at");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("state","next_try_at");--> statement-breakpoint
CREATE INDEX "notifications_of_user" ON "notifications" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_of_user" ON "orders" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "orders_open" ON "orders" USING btree ("created_at") WHERE "orders"."status" in ('CREATED', 'AWAITING_PAYMENT');--> statement-breakpoint
CREATE INDEX "refunds_of_coupon" ON "refunds" USING btree ("coupon_id");--> statement-breakpoint
CREATE INDEX "refunds_open" ON "refunds" USING btree ("created_at") WHERE "refunds"."state" in ('RESERVED', 'PENDING');--> statement-breakpoint
CREATE INDEX "webhook_events_open" ON "webhook_events" USING btree ("created_at") WHERE "webhook_events"."processed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "awards_place" ON "awards" USING btree ("raffle_id","outcome","place");--> statement-breakpoint
CREATE UNIQUE INDEX "awards_ticket" ON "awards" USING btree ("raffle_id","ticket");--> statement-breakpoint
CREATE INDEX "awards_of_user" ON "awards" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "raffle_holders_of_user" ON "raffle_holders" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "raffles_open" ON "raffles" USING btree ("starts_at","closes_at") WHERE "raffles"."status" = 'OPEN';--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_blocks_source" ON "ticket_blocks" USING btree ("raffle_id","source_type","source_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_blocks_first" ON "ticket_blocks" USING btree ("raffle_id","first");--> statement-breakpoint
CREATE INDEX "ticket_blocks_of_user" ON "ticket_blocks" USING btree ("user_id","raffle_id","leaf_index");--> statement-breakpoint
CREATE INDEX "ticket_grants_of_user" ON "ticket_grants" USING btree ("user_id","raffle_id");--> statement-breakpoint
CREATE INDEX "ticket_grants_of_source" ON "ticket_grants" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "dead_events_aggregate" ON "dead_events" USING btree ("subscription","aggregate_id");--> statement-breakpoint
CREATE INDEX "events_in_order" ON "events" USING btree ("epoch","xid","id");--> statement-breakpoint
CREATE INDEX "events_of_aggregate" ON "events" USING btree ("aggregate_id","id");--> statement-breakpoint
CREATE INDEX "assignments_of_user" ON "assignments" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "assignments_at_station" ON "assignments" USING btree ("station_id");--> statement-breakpoint
CREATE INDEX "import_rejects_of_run" ON "import_rejects" USING btree ("run_id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_runs_one_at_a_time" ON "import_runs" USING btree ("feed") WHERE "import_runs"."state" = 'RUNNING';--> statement-breakpoint
CREATE INDEX "import_runs_done" ON "import_runs" USING btree ("feed","state","as_of");--> statement-breakpoint
CREATE UNIQUE INDEX "price_change_requests_open" ON "price_change_requests" USING btree ("station_id","fuel") WHERE "price_change_requests"."state" = 'PENDING_APPROVAL';--> statement-breakpoint
CREATE UNIQUE INDEX "price_periods_open" ON "price_periods" USING btree ("station_id","fuel") WHERE upper_inf("price_periods"."valid");--> statement-breakpoint
CREATE INDEX "reviews_of_station" ON "reviews" USING btree ("station_id","created_at");--> statement-breakpoint
CREATE INDEX "stations_location" ON "stations" USING gist (("location"::geography));