/** WGS 84 degrees. Longitude first nowhere: the names say which is which. */
export type Place = { readonly latitude: number; readonly longitude: number };

export const isPlace = (p: Place): boolean =>
  Number.isFinite(p.latitude) &&
  Number.isFinite(p.longitude) &&
  Math.abs(p.latitude) <= 90 &&
  Math.abs(p.longitude) <= 180;
