import type { Place } from "@/server/kernel/geo";

/** A square of the globe, `77,-397`; the function `station_tile` of the database says the same. */
export type Tile = string;

const TILE_DEGREES = 0.25;
/** Metres of a degree of latitude at the least, and of longitude at the equator at the least. */
const METRES_A_DEGREE = 110_500;

const row = (degrees: number): number => Math.floor(degrees / TILE_DEGREES);
export const tileOf = ({ latitude, longitude }: Place): Tile => `${row(latitude)},${row(longitude)}`;

/** South-west and north-east corners in degrees; the north and east sides belong to the neighbours. */
export function cornersOf(tile: Tile): { south: number; west: number; north: number; east: number } {
  const [up = 0, on = 0] = tile.split(",").map(Number);
  const [south, west] = [up * TILE_DEGREES, on * TILE_DEGREES];
  return { south, west, north: south + TILE_DEGREES, east: west + TILE_DEGREES };
}

/** Every tile that a circle touches, and perhaps one or two more. Not for circles over a pole or the date line. */
export function tilesAround({ latitude, longitude }: Place, metres: number): Tile[] {
  const up = metres / METRES_A_DEGREE;
  const widest = Math.min(89, Math.abs(latitude) + up);
  const on = up / Math.cos((widest * Math.PI) / 180);
  const tiles: Tile[] = [];
  for (let at = row(latitude - up); at <= row(latitude + up); at += 1)
    for (let across = row(longitude - on); across <= row(longitude + on); across += 1) tiles.push(`${at},${across}`);
  return tiles;
}
