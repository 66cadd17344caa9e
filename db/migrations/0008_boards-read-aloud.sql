CREATE TABLE "board_checks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"station_id" uuid NOT NULL,
	"fuel" "fuel" NOT NULL,
	"board_tenth_milli" integer NOT NULL,
	"price_tenth_milli" integer,
	"actor_id" uuid NOT NULL,
	"checked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "board_checks" ADD CONSTRAINT "board_checks_station_id_stations_id_fk" FOREIGN KEY ("station_id") REFERENCES "public"."stations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "board_checks_of_station" ON "board_checks" USING btree ("station_id","fuel","checked_at");--> statement-breakpoint
GRANT SELECT, INSERT ON board_checks TO jsm_app;
