CREATE TABLE "raffle_file_parts" (
	"raffle_id" uuid NOT NULL,
	"name" text NOT NULL,
	"part" integer NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "raffle_file_parts_raffle_id_name_part_pk" PRIMARY KEY("raffle_id","name","part")
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
ALTER TABLE "commitments" ADD COLUMN "round_at" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "raffles" ADD COLUMN "backing_redemptions" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "raffles" ADD COLUMN "backing_centavos" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "raffles" ADD COLUMN "tickets_by_source" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "raffles" ADD COLUMN "voided_tickets" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "raffle_file_parts" ADD CONSTRAINT "raffle_file_parts_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_log_nodes" ADD CONSTRAINT "ticket_log_nodes_raffle_id_raffles_id_fk" FOREIGN KEY ("raffle_id") REFERENCES "public"."raffles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "raffle_files" DROP COLUMN "body";