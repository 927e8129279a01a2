import { z } from "zod";
import { invalidField } from "#lib/core/errors";
import { InstantInput, Ref } from "#lib/core/fields";
import { readYaml } from "#lib/core/read-yaml";
import { bodyHash } from "./decision-markdown.ts";
import { DecisionKind, DecisionOption, type DecisionStatus } from "./fields.ts";
import { type DecisionTexts, readBody } from "./read-markdown.ts";
import { type Fact, recordFacts } from "./record-facts.ts";
import { GovernsInput } from "./schema.ts";
import { decisionStatusOf } from "./status-word.ts";

/** A decision record as its file says it. */
export interface DecisionRecord extends DecisionTexts {
  status: DecisionStatus;
  /** Key of what took its place. */
  supersededBy: string | null;
  /** An instant or a day. */
  decidedAt: string | null;
  deciders: string[];
  key: string | null;
  project: string | null;
  kind: z.output<typeof DecisionKind>;
  impactAreas: string[];
  governs: GovernsInput;
  supersedes: string[];
  /** What could not be read, as sentences. */
  notices: string[];
}

const FRONT = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** What only our own files hold; anything that does not fit is left out. */
const Own = z.object({
  key: Ref.nullable().catch(null).default(null),
  project: z.string().nullable().catch(null).default(null),
  kind: DecisionKind.catch("technical").default("technical"),
  decidedAt: InstantInput.nullable().catch(null).default(null),
  impactAreas: z.array(z.string()).catch([]).default([]),
  governs: GovernsInput.catch({}).default({}),
  supersedes: z.array(Ref).max(100).catch([]).default([]),
  exact: z.string().nullable().catch(null).default(null),
});

/** Texts as they were, of the body with this hash. */
const Exact = z.object({
  of: z.string(),
  texts: z
    .object({
      title: z.string(),
      context: z.string(),
      options: z.array(DecisionOption),
      outcome: z.string(),
      rationale: z.string(),
      consequences: z.string(),
    })
    .partial(),
});

/** Reads a decision record with or without front matter. What it says and has no place here is kept in the context. */
export function readRecord(markdown: string): DecisionRecord {
  const match = FRONT.exec(markdown.replace(/^\uFEFF/, ""));
  const front = match ? frontMatter(match[1] ?? "") : {};
  const body = markdown.replace(/^\uFEFF/, "").slice(match?.[0].length ?? 0);
  const { turbo, status, date, deciders, "decision-makers": makers, ...rest } = front;
  const own = Own.parse(turbo && typeof turbo === "object" ? turbo : {});
  const given: Fact[] = [];
  if (status !== undefined) given.push("status");
  if (date !== undefined) given.push("date");
  if (deciders !== undefined || makers !== undefined) given.push("deciders");
  const listed = recordFacts(body.replace(/^\n/, ""), given);
  const notices: string[] = [];
  const texts: DecisionTexts = { ...readBody(listed.body) };
  const clean = body.replace(/^\r?\n/, "");
  Object.assign(texts, exactTexts(own.exact, clean));
  const others = Object.entries(rest).map(([name, value]) => `**${name}:** ${asText(value)}`);
  if (others.length > 0) texts.context = [texts.context, others.join("\n")].filter(Boolean).join("\n\n");
  const said = asText(status ?? listed.facts.status ?? "proposed").trim();
  const stands = statusOf(said, { texts, isOurs: own.key !== null, notices });
  const day = asText(date ?? listed.facts.date ?? "").trim();
  if (day !== "" && dayOf(day) === null) {
    texts.context = [texts.context, `**date:** ${day}`].filter(Boolean).join("\n\n");
    notices.push(`The date "${day.slice(0, 80)}" is no day like 2026-11-27: it stands in the context.`);
  }
  return {
    ...texts,
    ...stands,
    decidedAt: own.decidedAt ?? dayOf(day),
    deciders: names(deciders ?? makers ?? listed.facts.deciders),
    key: own.key,
    project: own.project,
    kind: own.kind,
    impactAreas: own.impactAreas,
    governs: own.governs,
    supersedes: own.supersedes,
    notices,
  };
}

function frontMatter(yaml: string): Record<string, unknown> {
  const read = readYaml(yaml, "core");
  if ("problem" in read) throw invalidField("markdown", `The front matter cannot be read: ${read.problem}`);
  const fields = read.value;
  return fields && typeof fields === "object" && !Array.isArray(fields) ? (fields as Record<string, unknown>) : {};
}

function exactTexts(json: string | null, body: string): Partial<DecisionTexts> {
  if (json === null) return {};
  try {
    const exact = Exact.parse(JSON.parse(json));
    return exact.of === bodyHash(body) ? exact.texts : {};
  } catch {
    // Somebody edited it: what the body says counts.
    return {};
  }
}

/** How a record stands by its words. Words that say more than a status stand in the context, and what is unknown is told. */
function statusOf(
  said: string,
  { texts, isOurs, notices }: { texts: DecisionTexts; isOurs: boolean; notices: string[] },
): Pick<DecisionRecord, "status" | "supersededBy"> {
  const by = /superseded by\s+\[?([A-Za-z0-9-]+)/i.exec(said)?.[1] ?? null;
  const known = decisionStatusOf(said);
  if (!isOurs && said !== "" && said.toLowerCase() !== known)
    texts.context = [texts.context, `**status:** ${said}`].filter(Boolean).join("\n\n");
  if (known === null && said !== "")
    notices.push(
      `The status "${said.slice(0, 80)}" is not known: it is proposed here, and the word stands in the context.`,
    );
  return { status: known ?? "proposed", supersededBy: by };
}

function dayOf(text: string): string | null {
  return InstantInput.safeParse(`${text}T00:00:00Z`).success ? text : null;
}

function names(value: unknown): string[] {
  const all = Array.isArray(value) ? value.map(asText) : asText(value ?? "").split(",");
  return all.map((name) => name.trim()).filter(Boolean);
}

function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
}
