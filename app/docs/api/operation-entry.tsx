import { FieldTable, SchemaText } from "./field-table.tsx";
import type { Schema } from "./schema-words.ts";

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface OperationObject {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters?: (Parameter | { $ref: string })[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema: Schema }> }>;
}

interface Props {
  path: string;
  method: string;
  operation: OperationObject;
  parameters: readonly Parameter[];
}

/** One operation, closed until somebody wants to know more. */
export function OperationEntry({ path, method, operation, parameters }: Props) {
  const body = operation.requestBody?.content["application/json"]?.schema;
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith("2")) ?? ["200"];
  const answer = success?.content?.["application/json"]?.schema;
  return (
    <details id={operation.operationId} className="border-line border-b">
      <summary className="grid cursor-pointer gap-x-4 py-2 sm:grid-cols-[26rem_1fr]">
        <span className="min-w-0 break-all font-mono text-ink text-row">
          <span className="inline-block w-16 font-semibold">{method.toUpperCase()}</span>
          {path}
        </span>
        <span className="text-row text-soft">{operation.summary}</span>
      </summary>
      <div className="pb-6 sm:pl-16">
        <p className="text-muted text-row">{operation.description}</p>
        <FieldTable
          title="Parameters"
          fields={parameters.map((one) => ({ ...one, place: one.in, required: one.required ?? false }))}
        />
        <FieldTable title="Body (JSON)" fields={fieldsOf(body)} />
        {answer ? (
          <p className="mt-4 text-row text-soft">
            Answers {status} with <SchemaText schema={answer} />; anything else is a{" "}
            <SchemaText schema={{ $ref: "Problem" }} />.
          </p>
        ) : null}
      </div>
    </details>
  );
}

export function fieldsOf(schema: Schema | undefined) {
  return Object.entries(schema?.properties ?? {}).map(([name, field]) => ({
    name,
    required: schema?.required?.includes(name) ?? false,
    schema: field,
  }));
}
