import { useTranslations } from "next-intl";

import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { Field } from "@/components/ui/field";
import { ListFilter, Search } from "@/components/ui/icons";
import { Input, Select } from "@/components/ui/input";
import { FUELS } from "@/server/kernel/fuel";

import { RADII_KM, radiusOf, type StationSearch } from "./search-params";

/** A plain form that writes the address; works without any script. What is rarely changed is folded away until it is used. */
export function StationFilters({ search }: { search: StationSearch }) {
  const t = useTranslations();
  const isChanged =
    search.fuel !== null || search.sort !== "distance" || search.radius !== 10 || search.open || search.network;
  return (
    <form action="/stations" className="rounded-box border-line bg-surface-raised space-y-3 border p-4">
      {search.lat !== null && <input type="hidden" name="lat" value={search.lat} />}
      {search.lng !== null && <input type="hidden" name="lng" value={search.lng} />}
      <div className="flex items-end gap-2">
        <Field label={t("stations.searchLabel")} className="min-w-0 flex-1">
          {(control) => (
            <Input
              {...control}
              type="search"
              name="q"
              maxLength={100}
              defaultValue={search.q}
              placeholder={t("stations.searchHint")}
            />
          )}
        </Field>
        <Button type="submit">
          <Search aria-hidden className="size-5" />
          <span className="sr-only sm:not-sr-only">{t("common.search")}</span>
        </Button>
      </div>
      <details open={isChanged}>
        <summary className="text-accent inline-flex min-h-11 cursor-pointer items-center gap-2 font-semibold">
          <ListFilter aria-hidden className="size-5" />
          {t("stations.filters")}
        </summary>
        <div className="grid grid-cols-2 gap-3 pt-2 md:grid-cols-4">
          <Field label={t("stations.fuel")}>
            {(control) => (
              <Select {...control} name="fuel" defaultValue={search.fuel ?? ""}>
                <option value="">{t("common.all")}</option>
                {FUELS.map((fuel) => (
                  <option key={fuel} value={fuel}>
                    {t(`fuel.${fuel}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Field label={t("stations.sort")}>
            {(control) => (
              <Select {...control} name="sort" defaultValue={search.sort}>
                <option value="distance">{t("stations.byDistance")}</option>
                <option value="price">{t("stations.byPrice")}</option>
                <option value="saving">{t("stations.bySaving")}</option>
              </Select>
            )}
          </Field>
          <Field label={t("stations.radius")}>
            {(control) => (
              <Select {...control} name="radius" defaultValue={radiusOf(search.radius)}>
                {RADII_KM.map((km) => (
                  <option key={km} value={km}>
                    {km} km
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <div className="col-span-2 flex flex-wrap gap-x-6 md:col-span-1 md:flex-col">
            <Checkbox name="open" value="true" label={t("stations.openNow")} defaultChecked={search.open} />
            <Checkbox name="network" value="true" label={t("stations.onlyNetwork")} defaultChecked={search.network} />
          </div>
        </div>
        <div className="flex flex-wrap gap-2 pt-2">
          <Button type="submit" size="sm">
            {t("stations.apply")}
          </Button>
          <ButtonLink href="/stations" size="sm" tone="quiet">
            {t("common.clear")}
          </ButtonLink>
        </div>
      </details>
    </form>
  );
}
