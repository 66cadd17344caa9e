-- The square of the globe a station lies in, as server/stations/domain/tile.ts names it.
CREATE FUNCTION station_tile(location geometry) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT floor(public.st_y(location) / 0.25)::int || ',' || floor(public.st_x(location) / 0.25)::int
$$;
--> statement-breakpoint
-- Whoever changes what lists show of stations, in whatever way, tells every instance which squares are stale: at commit, once.
CREATE FUNCTION tell_tiles(tiles text[]) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('jsm_station_tiles', tile) FROM (SELECT DISTINCT unnest(tiles) AS tile) t
$$;
--> statement-breakpoint
CREATE FUNCTION tell_tiles_of_prices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_tiles(array_agg(station_tile(s.location)))
  FROM stations s WHERE s.id IN (SELECT station_id FROM changed);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tell_tiles_of_stations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_tiles(array_agg(station_tile(location))) FROM changed;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tell_tiles_of_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_tiles(array_agg(tile))
  FROM (SELECT station_tile(location) AS tile FROM changed UNION SELECT station_tile(location) FROM former) t;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER price_periods_begun AFTER INSERT ON price_periods
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_tiles_of_prices();
--> statement-breakpoint
CREATE TRIGGER price_periods_moved AFTER UPDATE ON price_periods
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_tiles_of_prices();
--> statement-breakpoint
CREATE TRIGGER price_periods_gone AFTER DELETE ON price_periods
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_tiles_of_prices();
--> statement-breakpoint
CREATE TRIGGER stations_added AFTER INSERT ON stations
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tell_tiles_of_stations();
--> statement-breakpoint
CREATE TRIGGER stations_changed AFTER UPDATE ON stations
  REFERENCING NEW TABLE AS changed OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION tell_tiles_of_moves();
