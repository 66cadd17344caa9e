CREATE TABLE "station_devices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"station_id" uuid NOT NULL,
	"name" text NOT NULL,
	"pairing_hash" text,
	"pairing_expires_at" timestamp with time zone NOT NULL,
	"key_hash" text,
	"offered_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"paired_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"revoked_by" uuid,
	CONSTRAINT "station_devices_pairing_hash_unique" UNIQUE("pairing_hash"),
	CONSTRAINT "station_devices_key_hash_unique" UNIQUE("key_hash"),
	CONSTRAINT "station_devices_paired_whole" CHECK (("station_devices"."key_hash" is null) = ("station_devices"."paired_at" is null)),
	CONSTRAINT "station_devices_paired_once" CHECK ("station_devices"."paired_at" is null or "station_devices"."pairing_hash" is null),
	CONSTRAINT "station_devices_revoked_whole" CHECK (("station_devices"."revoked_at" is null) = ("station_devices"."revoked_by" is null))
);
--> statement-breakpoint
ALTER TABLE "user_sessions" ADD COLUMN "station_device_id" uuid;--> statement-breakpoint
ALTER TABLE "redemptions" ADD COLUMN "station_device_id" uuid;--> statement-breakpoint
ALTER TABLE "station_devices" ADD CONSTRAINT "station_devices_offered_by_users_id_fk" FOREIGN KEY ("offered_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "station_devices" ADD CONSTRAINT "station_devices_revoked_by_users_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "station_devices_of_station" ON "station_devices" USING btree ("station_id","created_at");--> statement-breakpoint
ALTER TABLE "user_sessions" ADD CONSTRAINT "user_sessions_station_device_id_station_devices_id_fk" FOREIGN KEY ("station_device_id") REFERENCES "public"."station_devices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_on_station_device" ON "user_sessions" USING btree ("station_device_id") WHERE "user_sessions"."station_device_id" is not null and "user_sessions"."revoked_at" is null;--> statement-breakpoint
-- A device is revoked and stays on the list: nothing of it is ever deleted.
GRANT SELECT, INSERT, UPDATE ON station_devices TO jsm_app;
