import type { JSONObject, Tool as ListedTool } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Scope } from "#lib/core/actor";
import type { Context } from "#lib/core/context";
import type { Operation } from "#lib/core/operation";

/** What a tool found or did: as text for a model and as the data behind it. */
export interface Answer {
  text: string;
  data: unknown;
}

/** Further tools, which few need and which would cost everybody room in the listing. */
export const TOOLSETS = ["admin"] as const;
export type Toolset = (typeof TOOLSETS)[number];

/** A task that an agent may ask for, made of one or more operations. */
export interface Tool {
  name: string;
  /** For the model that chooses among tools. */
  description: string;
  /** read: changes nothing. write: can be undone by another write. destroy: takes things away; for admin keys. */
  risk: "read" | "write" | "destroy";
  /** Asking twice does no more than asking once. */
  idempotent: boolean;
  /** Shown whole to the model from the start, where the client knows how. */
  daily?: true;
  /** Listed only where the address asks for this set: `/api/mcp?tools=admin`. */
  toolset?: Toolset;
  /** What the listing shows; the operations behind it do the checking. */
  input: z.ZodObject;
  /** The operations behind it, whose fields it takes as well. */
  operations: readonly Operation[];
  /** What it calls a field that its operations call otherwise. */
  names?: Readonly<Record<string, string>>;
  call(ctx: Context, args: Record<string, unknown>): Promise<Answer>;
}

/** The scope from which on a tool is listed. */
export function scopeOfRisk(risk: Tool["risk"]): Scope {
  return { read: "read", write: "write", destroy: "admin" }[risk] as Scope;
}

/** Fields that several tools list, said shorter than for programs. */
export const TEXT = z.string().optional();
export const NAMES = z.array(z.string()).optional();
export const YES = z.boolean().optional();
export const OFFSET = z.number().int().optional();
export const VERSION_READ = z.number().int().optional();
export const REPLACE = z.array(z.object({})).optional().describe("[{find, replace}]");
export const FORMAT = z.enum(["text", "json"]);

/** Arguments of every tool that writes; what makes something can be repeated safely. */
export function ownArguments({ risk, idempotent }: Pick<Tool, "risk" | "idempotent">): z.ZodRawShape {
  if (risk === "read") return {};
  return idempotent ? { session: TEXT } : { session: TEXT, idempotencyKey: TEXT };
}

type Json = Record<string, unknown>;

/** A tool as `tools/list` shows it. */
export function listing(tool: Tool): ListedTool {
  const input = tool.input.extend(ownArguments(tool));
  const { properties, required } = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
  return {
    name: tool.name,
    description: tool.description,
    inputSchema: {
      type: "object" as const,
      properties: Object.fromEntries(
        Object.entries(properties ?? {}).map(([name, schema]) => [name, compact(schema as Json) as JSONObject]),
      ),
      ...(required && required.length > 0 ? { required } : {}),
    },
    annotations: {
      readOnlyHint: tool.risk === "read",
      destructiveHint: tool.risk === "destroy",
      idempotentHint: tool.idempotent,
      openWorldHint: false,
    },
    ...(tool.daily ? { _meta: { "anthropic/alwaysLoad": true } } : {}),
  };
}

/** Limits, patterns and what goes without saying cost a model more to read than a refusal that names them. */
const NOISE = new Set([
  "maxLength",
  "minLength",
  "pattern",
  "maxItems",
  "minimum",
  "maximum",
  "additionalProperties",
  "default",
]);

function compact(schema: Json): Json {
  const entries = Object.entries(schema).flatMap(([name, value]): [string, unknown][] => {
    if (NOISE.has(name) || (name === "format" && value !== "date")) return [];
    if (name === "properties" && Object.keys(value as Json).length === 0) return [];
    if (name === "items") return [[name, compact(value as Json)]];
    if (name === "properties") {
      return [
        [name, Object.fromEntries(Object.entries(value as Json).map(([key, inner]) => [key, compact(inner as Json)]))],
      ];
    }
    return [[name, value]];
  });
  const { type, ...rest } = flattenUnion(Object.fromEntries(entries));
  const values = "enum" in rest || "const" in rest;
  return type === undefined || values ? rest : { type, ...rest };
}

/** `anyOf` of plain types becomes one type, of enums one enum. */
function flattenUnion({ anyOf, ...rest }: Json): Json {
  if (!Array.isArray(anyOf)) return rest;
  const options = anyOf.map((option) => compact(option as Json));
  const keys = new Set(options.flatMap((option) => Object.keys(option)));
  if (options.every((option) => Array.isArray(option.enum))) {
    return { ...rest, type: "string", enum: options.flatMap((option) => option.enum) };
  }
  const nullable = options.filter((option) => option.type !== "null");
  const only = nullable[0];
  if (nullable.length === 1 && only) {
    const values = Array.isArray(only.enum) ? { enum: [...only.enum, null] } : {};
    return { ...only, ...rest, ...values, type: [only.type, "null"].flat() };
  }
  if (keys.size === 1 && keys.has("type")) return { ...rest, type: options.flatMap((option) => option.type) };
  return { ...rest, anyOf: options };
}
