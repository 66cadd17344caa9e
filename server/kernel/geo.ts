/** WGS 84 degrees. Longitude first nowhere: the names say which is which. */
export type Place = { readonly latitude: number; readonly longitude: number };

export const isPlace = (p: Place): boolean =>
  Number.isFinite(p.latitude) &&
  Number.isFinite(p.longitude) &&
  Math.abs(p.latitude) <= 90 &&
  Math.abs(p.longitude) <= 180;

const EARTH_RADIUS_METERS = 6_371_009;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along the mean sphere: within 0.6 % of the ellipsoid, enough to tell near from far. */
export function metersBetween(a: Place, b: Place): number {
  const half = (from: number, to: number): number => Math.sin(radians(to - from) / 2) ** 2;
  const h =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return 2 * EARTH_RADIUS_METERS * Math.asin(Math.min(1, Math.sqrt(h)));
}
