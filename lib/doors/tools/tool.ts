import type { Tool as ListedTool } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { Scope } from "#lib/core/actor";
import type { Context } from "#lib/core/context";
import { describedAs, fieldsAt } from "#lib/core/field-schemas";
import type { Operation } from "#lib/core/operation";
import { ARGUMENT_WORDS } from "./argument-words.ts";
import { isOptional, listedArgument } from "./listed-argument.ts";

/** What a tool found or did: as text for a model and as the data behind it. */
export interface Answer {
  text: string;
  data: unknown;
}

/** Further tools, which few need and which would cost everybody room in the listing. */
export const TOOLSETS = ["planning", "checks", "admin"] as const;
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
  /** What the listing shows: fields of its operations, which do the checking, and its own. */
  input: z.ZodObject;
  /** What the listing says of an argument besides what it may be. */
  words?: Readonly<Record<string, string>>;
  /** Arguments whose values would cost too much room; a refusal names them. */
  unsaid?: readonly string[];
  /** The argument that names what is there already; without it the tool makes something new in a project. */
  own?: string;
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

/** Arguments of tools themselves. */
export const TEXT = z.string().optional();
export const YES = z.boolean().optional();
export const WHOLE = z.number().int().optional();
export const FORMAT = z.enum(["text", "json"]);

/** Arguments of every tool that writes; what makes something can be repeated safely. */
export function ownArguments({ risk, idempotent }: Pick<Tool, "risk" | "idempotent">): z.ZodRawShape {
  if (risk === "read") return {};
  return idempotent ? { session: TEXT } : { session: TEXT, idempotencyKey: TEXT };
}

/** The fields of operations, each as the first of them has it, but for those that are left unlisted. */
export function fieldsOf(operations: readonly Operation[], unlisted: readonly string[] = []): z.ZodRawShape {
  const fields = operations.toReversed().flatMap(({ input }) => Object.entries(fieldsAt(input)));
  return Object.fromEntries(fields.filter(([name]) => !unlisted.includes(name)));
}

/** A tool as `tools/list` shows it. */
export function listing(tool: Tool): ListedTool {
  const { words = {}, unsaid = [], toolset } = tool;
  const clears = tool.operations.some(({ rest }) => rest?.startsWith("PATCH "));
  // The instructions tell once, for all tools that write, of the arguments that these have in common.
  const taken = Object.entries(tool.input.shape);
  const required = taken.flatMap(([name, schema]) => (isOptional(schema) ? [] : [name]));
  return {
    name: tool.name,
    description: tool.description,
    inputSchema: {
      type: "object" as const,
      properties: Object.fromEntries(
        taken.map(([name, schema]) => {
          const told = words[name] ?? ((toolset && describedAs(schema)) || undefined);
          const usual = ARGUMENT_WORDS[name];
          return [name, listedArgument(schema, { words: told, usual, isUnsaid: unsaid.includes(name), clears })];
        }),
      ),
      ...(required.length > 0 ? { required } : {}),
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
