import type { Place } from "./geo";

const A = 6_378_137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * Metres between two places on the ellipsoid of WGS 84, by Vincenty's inverse formula (Survey Review XXIII, 1975): good to half
 * a millimetre for places that are not nearly antipodal. Tests hold it and the database against each other.
 */
export function geodesicMetres(from: Place, to: Place): number {
  const [u1, u2] = [from, to].map(({ latitude }) => Math.atan((1 - F) * Math.tan(radians(latitude))));
  if (u1 === undefined || u2 === undefined) throw new Error("two places make a line");
  const l = radians(to.longitude - from.longitude);
  const [sinU1, cosU1, sinU2, cosU2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  let lambda = l;
  for (let round = 0; round < 100; round += 1) {
    const [sinL, cosL] = [Math.sin(lambda), Math.cos(lambda)];
    const sinS = Math.hypot(cosU2 * sinL, cosU1 * sinU2 - sinU1 * cosU2 * cosL);
    if (sinS === 0) return 0;
    const cosS = sinU1 * sinU2 + cosU1 * cosU2 * cosL;
    const sigma = Math.atan2(sinS, cosS);
    const sinAlpha = (cosU1 * cosU2 * sinL) / sinS;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const cos2M = cos2Alpha === 0 ? 0 : cosS - (2 * sinU1 * sinU2) / cos2Alpha;
    const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
    const before = lambda;
    lambda = l + (1 - c) * F * sinAlpha * (sigma + c * sinS * (cos2M + c * cosS * (2 * cos2M ** 2 - 1)));
    if (Math.abs(lambda - before) < 1e-13) return arc({ cos2Alpha, cos2M, sinS, cosS, sigma });
  }
  throw new Error("the formula does not converge");
}

type Arc = { cos2Alpha: number; cos2M: number; sinS: number; cosS: number; sigma: number };

function arc({ cos2Alpha, cos2M, sinS, cosS, sigma }: Arc): number {
  const uu = (cos2Alpha * (A ** 2 - B ** 2)) / B ** 2;
  const a = 1 + (uu / 16384) * (4096 + uu * (-768 + uu * (320 - 175 * uu)));
  const b = (uu / 1024) * (256 + uu * (-128 + uu * (74 - 47 * uu)));
  const inner = cosS * (2 * cos2M ** 2 - 1) - (b / 6) * cos2M * (4 * sinS ** 2 - 3) * (4 * cos2M ** 2 - 3);
  return B * a * (sigma - b * sinS * (cos2M + (b / 4) * inner));
}
