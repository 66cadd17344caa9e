import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { Section } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { openApi } from "@/server/api/rsc";

type Parameter = { name: string; required?: boolean };
type Body = { content: { "application/json": { schema: { properties?: object; required?: string[] } } } };
type Operation = { tags?: string[]; parameters?: Parameter[]; requestBody?: Body };
type Document = { paths: Record<string, Record<string, Operation>> };

type Call = { method: string; path: string; operation: Operation };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("docs") };
}

const callsOf = ({ paths }: Document): Call[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** The REST surface, read from the document that programs read; nothing here comes from another host. */
export default async function DocsPage() {
  const t = await getTranslations();
  const calls = callsOf(JSON.parse(await openApi()) as Document);
  const tags = [...new Set(calls.map(({ operation }) => operation.tags?.[0] ?? "REST"))];
  return (
    <>
      <PageHeader title={t("nav.docs")} lead={t("docs.lead")} />
      <p className="mb-8">
        <a href="/api/v1/openapi.json" className="text-accent font-semibold underline underline-offset-2">
          {t("docs.document")}
        </a>
      </p>
      <div className="space-y-10">
        {tags.map((tag) => (
          <Section key={tag} title={tag}>
            <ul className="divide-line divide-y">
              {calls
                .filter(({ operation }) => (operation.tags?.[0] ?? "REST") === tag)
                .map((call) => (
                  <CallLine key={`${call.method} ${call.path}`} call={call} />
                ))}
            </ul>
          </Section>
        ))}
      </div>
    </>
  );
}

const fieldsOf = ({ content }: Body): Parameter[] => {
  const { properties = {}, required = [] } = content["application/json"].schema;
  return Object.keys(properties).map((name) => ({ name, required: required.includes(name) }));
};

/** Names of the query and the path, then those of the body in braces; `?` after what may be left out. */
function CallLine({ call: { method, path, operation } }: { call: Call }) {
  const listOf = (of: readonly Parameter[]) => of.map(({ name, required }) => (required ? name : `${name}?`));
  const asked = listOf(operation.parameters ?? []).join(" · ");
  const body = operation.requestBody ? listOf(fieldsOf(operation.requestBody)).join(", ") : "";
  return (
    <li className="py-3">
      <p className="font-mono text-sm break-all">
        <strong className="mr-3 inline-block min-w-16">{method}</strong>
        /api/v1{path}
      </p>
      {asked !== "" && <p className="text-ink-muted mt-1 font-mono text-xs break-words">{asked}</p>}
      {body !== "" && <p className="text-ink-muted mt-1 font-mono text-xs break-words">{`{ ${body} }`}</p>}
    </li>
  );
}
