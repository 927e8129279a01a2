import { componentOf, type Schema, schemaWords } from "./schema-words.ts";

interface Field {
  name: string;
  /** Where it goes, for parameters. */
  place?: string;
  required: boolean;
  description?: string;
  schema: Schema;
}

/** Fields by name, with what they hold. */
export function FieldTable({ title, fields }: { title: string; fields: readonly Field[] }) {
  if (fields.length === 0) return null;
  return (
    <section className="mt-4">
      <h4 className="font-medium text-control text-soft">{title}</h4>
      <dl className="mt-1 border-line border-t">
        {fields.map(({ name, place, required, description, schema }) => (
          <div key={`${place} ${name}`} className="grid gap-x-4 border-line border-b py-1.5 sm:grid-cols-[14rem_1fr]">
            <dt className="break-words font-mono text-ink text-row">
              {name}
              <span className="ml-2 font-sans text-muted">
                {[place, required ? "required" : null].filter(Boolean).join(", ")}
              </span>
            </dt>
            <dd className="min-w-0 break-words text-row text-soft">
              <SchemaText schema={schema} />
              {(description ?? schema.description) ? (
                <span className="block text-muted">{description ?? schema.description}</span>
              ) : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What a value is; a noun leads to its description. */
export function SchemaText({ schema }: { schema: Schema }) {
  const component = componentOf(schema) ?? (schema.items ? componentOf(schema.items) : null);
  if (!component) return <span>{schemaWords(schema)}</span>;
  return (
    <span>
      {schema.items ? "list of " : ""}
      <a href={`#${component}`} className="text-accent-ink underline underline-offset-2">
        {component}
      </a>
    </span>
  );
}
