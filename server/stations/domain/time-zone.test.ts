import { describe, expect, test } from "vitest";

import { isWithin, MEXICO } from "./outline";
import { timeZoneOf } from "./time-zone";

const towns = [
  ["Mexico City", 19.4326, -99.1332, "America/Mexico_City"],
  ["Monterrey", 25.6866, -100.3161, "America/Mexico_City"],
  ["Mérida", 20.9674, -89.5926, "America/Mexico_City"],
  ["Tapachula", 14.9056, -92.2634, "America/Mexico_City"],
  ["Puerto Vallarta", 20.6534, -105.2253, "America/Mexico_City"],
  ["Nuevo Vallarta", 20.699, -105.297, "America/Bahia_Banderas"],
  ["Tepic", 21.5042, -104.8946, "America/Mazatlan"],
  ["Culiacán", 24.8091, -107.394, "America/Mazatlan"],
  ["Los Mochis", 25.7905, -108.9859, "America/Mazatlan"],
  ["La Paz", 24.1426, -110.3128, "America/Mazatlan"],
  ["Ensenada", 31.8667, -116.5964, "America/Tijuana"],
  ["Mexicali", 32.6245, -115.4523, "America/Tijuana"],
  ["San Luis Río Colorado", 32.4779, -114.7712, "America/Hermosillo"],
  ["Hermosillo", 29.0729, -110.9559, "America/Hermosillo"],
  ["Navojoa", 27.0703, -109.4438, "America/Hermosillo"],
  ["Chihuahua", 28.6353, -106.0889, "America/Chihuahua"],
  ["Ciudad Juárez", 31.6904, -106.4245, "America/Ciudad_Juarez"],
  ["Ojinaga", 29.5645, -104.4157, "America/Ojinaga"],
  ["Torreón", 25.5428, -103.4068, "America/Mexico_City"],
  ["Piedras Negras", 28.7001, -100.5235, "America/Matamoros"],
  ["Nuevo Laredo", 27.4779, -99.5496, "America/Matamoros"],
  ["Reynosa", 26.0806, -98.2883, "America/Matamoros"],
  ["Ciudad Victoria", 23.7369, -99.1411, "America/Mexico_City"],
  ["Cancún", 21.1619, -86.8515, "America/Cancun"],
  ["Chetumal", 18.5001, -88.2961, "America/Cancun"],
] as const;

describe("places in Mexico", () => {
  test.each(towns)("%s keeps the hours of its zone", (_name, latitude, longitude, zone) => {
    expect(timeZoneOf({ latitude, longitude })).toBe(zone);
    expect(isWithin({ latitude, longitude }, MEXICO)).toBe(true);
  });

  test.each([
    ["El Paso airport", 31.84, -106.38],
    ["San Diego", 32.7157, -117.1611],
    ["Brownsville airport", 25.95, -97.35],
    ["Guatemala City", 14.6349, -90.5069],
    ["Belize City", 17.5046, -88.1962],
    ["the Gulf", 23.0, -92.0],
    ["the Pacific", 17.0, -106.0],
  ])("%s is none", (_name, latitude, longitude) => {
    expect(isWithin({ latitude, longitude }, MEXICO)).toBe(false);
  });
});
