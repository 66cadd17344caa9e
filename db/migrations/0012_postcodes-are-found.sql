-- What a person may type to find a station, its postal code too. The function of before stays for the version that still runs.
CREATE FUNCTION station_words(name text, brand text, address text, municipality text, state text, postal_code text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT public.folded_text(name || ' ' || coalesce(brand, '') || ' ' || coalesce(address, '') || ' ' ||
    coalesce(municipality, '') || ' ' || coalesce(state, '') || ' ' || coalesce(postal_code, ''))
$$;
--> statement-breakpoint
CREATE INDEX stations_words ON stations
  USING gin (station_words(name, brand, address, municipality, state, postal_code) gin_trgm_ops);
--> statement-breakpoint
CREATE OR REPLACE FUNCTION find_stations(asked text) RETURNS TABLE (id uuid, score int) LANGUAGE sql STABLE
SET pg_trgm.word_similarity_threshold = 0.45 AS $$
  SELECT s.id, round(word_similarity(folded_text(asked),
    station_words(s.name, s.brand, s.address, s.municipality, s.state, s.postal_code)) * 10000)::int
  FROM stations s
  WHERE folded_text(asked) <% station_words(s.name, s.brand, s.address, s.municipality, s.state, s.postal_code)
$$;
--> statement-breakpoint
DROP INDEX stations_text;
