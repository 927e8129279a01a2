import { z } from "zod";
import { invalidField, TurboError } from "#lib/core/errors";
import type { Operation } from "#lib/core/operation";

interface Parts {
  parameters: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
  /** The If-Match header. */
  ifMatch: string | null;
}

/** The raw input of an operation: path, query and body together. A field may come from one of them only. */
export function restInput(operation: Operation, { parameters, query, body, ifMatch }: Parts): Record<string, unknown> {
  const input: Record<string, unknown> = { ...parameters };
  const add = (name: string, value: unknown, from: string) => {
    // Setting it would give the input other fields, unseen by the check for unknown ones.
    if (name === "__proto__") throw invalidField(name, "There is no such field.");
    if (!Object.hasOwn(input, name)) input[name] = value;
    else if (input[name] !== value)
      throw invalidField(name, `${name} is in the ${from} and elsewhere with another value.`);
  };
  for (const name of new Set(query.keys())) {
    const value = queryValue(query.getAll(name));
    if (value !== undefined) add(name, value, "query");
  }
  for (const [name, value] of Object.entries(bodyObject(body))) add(name, value, "body");
  if (ifMatch !== null && ifMatch.trim() !== "*") add("version", versionOf(operation, ifMatch), "If-Match header");
  return input;
}

/** One value as text, several (repeated or with commas) as a list; an empty one counts as absent. */
function queryValue(values: string[]): string | string[] | undefined {
  const [only, ...others] = values.filter((value) => value !== "");
  if (others.length === 0) return only;
  return [only ?? "", ...others].flatMap((value) => value.split(","));
}

function bodyObject(body: unknown): object {
  if (body === undefined) return {};
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body;
  throw new TurboError("invalid", "The body must be a JSON object.");
}

function versionOf(operation: Operation, ifMatch: string): number {
  const guarded = operation.input instanceof z.ZodObject && "version" in operation.input.shape;
  if (!guarded) throw new TurboError("invalid", `${operation.name} takes no If-Match: it has no version to compare.`);
  const version = /^\s*(?:W\/)?"(\d{1,10})"\s*$/.exec(ifMatch)?.[1];
  if (version) return Number(version);
  throw new TurboError("invalid", 'If-Match must be the ETag of a read, like "3".');
}
