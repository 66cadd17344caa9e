"use client";

import { useTranslations } from "next-intl";
import { parseAsString, useQueryStates } from "nuqs";
import type { FormEvent } from "react";

import { Button } from "../ui/button";
import { Label } from "../ui/field";
import { Search } from "../ui/icons";
import { Input, Select } from "../ui/input";

type Option = { readonly value: string; readonly label: string };
export type Filter = { readonly name: string; readonly label: string } & (
  | { readonly kind: "search"; readonly hint?: string }
  | { readonly kind: "date" }
  | {
      readonly kind: "select";
      readonly options: readonly Option[];
      /** Word for no choice; left out where one is always chosen. */ readonly all?: string;
    }
);

type FilterProps = { filter: Filter; value: string | null; onChange: (value: string | null) => void };

/** The filters of a list, kept in its address; a change starts the list at its beginning. Needs `NuqsAdapter`, texts `common`. */
export function FilterBar({ filters }: { filters: readonly Filter[] }) {
  const t = useTranslations("common");
  const names = filters.map(({ name }) => name);
  const parsers: Record<string, typeof parseAsString> = Object.fromEntries(
    [...names, "cursor"].map((name) => [name, parseAsString]),
  );
  const [state, set] = useQueryStates(parsers, { shallow: false, history: "push" });
  const change = (name: string) => (value: string | null) => void set({ [name]: value, cursor: null });
  const isFiltered = names.some((name) => state[name]);
  return (
    <>
      {filters.map((filter) => (
        <FilterField
          key={filter.name}
          filter={filter}
          value={state[filter.name] ?? null}
          onChange={change(filter.name)}
        />
      ))}
      {isFiltered && (
        <Button
          size="sm"
          tone="quiet"
          onClick={() => void set({ ...Object.fromEntries(names.map((name) => [name, null])), cursor: null })}
        >
          {t("clear")}
        </Button>
      )}
    </>
  );
}

function FilterField({ filter, value, onChange }: FilterProps) {
  const id = `filter-${filter.name}`;
  return (
    <div className="w-full space-y-1 sm:w-auto">
      <Label htmlFor={id}>{filter.label}</Label>
      {filter.kind === "search" && (
        <SearchField key={value} id={id} hint={filter.hint} value={value} onChange={onChange} />
      )}
      {filter.kind === "date" && (
        <Input
          id={id}
          scale="sm"
          type="date"
          defaultValue={value ?? ""}
          onChange={(event) => onChange(event.target.value || null)}
        />
      )}
      {filter.kind === "select" && (
        <Select id={id} scale="sm" value={value ?? ""} onChange={(event) => onChange(event.target.value || null)}>
          {filter.all !== undefined && <option value="">{filter.all}</option>}
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}

type SearchFieldProps = {
  id: string;
  hint: string | undefined;
  value: string | null;
  onChange: (value: string | null) => void;
};

function SearchField({ id, hint, value, onChange }: SearchFieldProps) {
  const t = useTranslations("common");
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("q");
    onChange(typeof typed === "string" && typed.trim() !== "" ? typed.trim() : null);
  };
  return (
    <form role="search" onSubmit={send} className="flex">
      <Input
        id={id}
        name="q"
        type="search"
        scale="sm"
        placeholder={hint}
        maxLength={100}
        defaultValue={value ?? ""}
        className="rounded-r-none sm:w-64"
      />
      <button
        type="submit"
        aria-label={t("search")}
        title={t("search")}
        className="rounded-r-box border-line-strong bg-surface-raised hover:bg-surface-sunken inline-flex size-9 shrink-0 items-center justify-center border border-l-0"
      >
        <Search aria-hidden className="size-4" />
      </button>
    </form>
  );
}
