import { instantOfLocal } from "@/components/raffles/local-instant";
import { FUELS } from "@/server/kernel/fuel";

/** What the form's fields say, in the shape of the procedure's input; its schema judges it. Dates are Mexico City's. */
export function inputOf(fields: FormData, imageId: string) {
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value.trim() : "";
  };
  const chosen = (name: string): string[] | null => {
    const values = fields.getAll(name).filter((value) => typeof value === "string" && value !== "");
    return values.length === 0 ? null : values.map(String);
  };
  const hour = (name: string): number | null => (text(name) === "" ? null : Number(text(name)));
  const [from, to] = [hour("hourFrom"), hour("hourTo")];
  return {
    name: text("name"),
    targetUrl: text("targetUrl"),
    startDate: instantOfLocal(text("startDate")) ?? "",
    endDate: instantOfLocal(text("endDate")) ?? "",
    stationIds: chosen("stationIds"),
    states: chosen("states"),
    fuels: chosen("fuels")?.filter((fuel) => FUELS.some((known) => known === fuel)) ?? null,
    hours: from === null && to === null ? null : { from, to },
    budgetTotal: text("budgetTotal"),
    budgetPerDay: text("budgetPerDay"),
    pricePerView: text("pricePerView"),
    creatives: [{ title: text("title"), imageId }],
  };
}

export const MOST_IMAGE_BYTES = 5 * 1024 * 1024;
export const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;

export const isUsableImage = (file: { readonly size: number; readonly type: string } | undefined): boolean =>
  file !== undefined &&
  file.size > 0 &&
  file.size <= MOST_IMAGE_BYTES &&
  IMAGE_TYPES.some((type) => type === file.type);
