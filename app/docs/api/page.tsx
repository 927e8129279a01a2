import type { Metadata } from "next";
import { openApi } from "#lib/doors/openapi";
import { FieldTable } from "./field-table.tsx";
import { fieldsOf, OperationEntry, type OperationObject, type Parameter } from "./operation-entry.tsx";
import { type Schema, schemaWords } from "./schema-words.ts";

export const metadata: Metadata = { title: "REST API" };

interface Document {
  info: { version: string; description: string };
  paths: Record<string, Record<string, OperationObject>>;
  components: { schemas: Record<string, Schema>; parameters: Record<string, Parameter> };
}

/** The REST door described for people, from the same document that programs read. */
export default function ApiPage() {
  const { info, paths, components } = openApi() as unknown as Document;
  const entries = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const tags = [...new Set(entries.flatMap(({ operation }) => operation.tags))].sort();
  const resolved = (parameter: Parameter | { $ref: string }) =>
    "$ref" in parameter ? (components.parameters[parameter.$ref.split("/").at(-1) ?? ""] ?? []) : parameter;
  return (
    <main className="mx-auto max-w-260 px-4 py-10 sm:px-6">
      <h1 className="font-semibold text-ink text-title">REST API</h1>
      <p className="mt-1 text-muted text-row">
        Turbo {info.version} ·{" "}
        <a href="/api/v1/openapi.json" className="text-accent-ink underline underline-offset-2">
          OpenAPI 3.1 document
        </a>
      </p>
      <ul className="mt-4 max-w-180 list-disc space-y-1 pl-5 text-control text-soft">
        {info.description.split("\n").map((line) => (
          <li key={line}>{withCode(line)}</li>
        ))}
      </ul>
      <nav aria-label="Groups" className="mt-6 flex flex-wrap gap-x-4 gap-y-1 text-control">
        {[...tags, "schemas"].map((tag) => (
          <a key={tag} href={`#group-${tag}`} className="text-accent-ink underline underline-offset-2">
            {tag}
          </a>
        ))}
      </nav>
      {tags.map((tag) => (
        <section key={tag} className="mt-10">
          <h2 id={`group-${tag}`} className="border-line border-b pb-2 font-semibold text-ink">
            {tag}
          </h2>
          {entries
            .filter(({ operation }) => operation.tags.includes(tag))
            .map(({ path, method, operation }) => (
              <OperationEntry
                key={operation.operationId}
                {...{ path, method, operation }}
                parameters={(operation.parameters ?? []).flatMap(resolved)}
              />
            ))}
        </section>
      ))}
      <section className="mt-10">
        <h2 id="group-schemas" className="border-line border-b pb-2 font-semibold text-ink">
          schemas
        </h2>
        {Object.entries(components.schemas).map(([name, schema]) => (
          <section key={name} id={name} className="mt-6">
            <h3 className="font-medium font-mono text-ink text-row">{name}</h3>
            {schema.properties ? null : <p className="mt-1 text-row text-soft">{schemaWords(schema)}</p>}
            <FieldTable title="Fields" fields={fieldsOf(schema)} />
          </section>
        ))}
      </section>
    </main>
  );
}

/** What stands between backticks, as code. */
function withCode(line: string) {
  return line.split("`").map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="font-mono text-ink text-row">
        {part}
      </code>
    ),
  );
}
