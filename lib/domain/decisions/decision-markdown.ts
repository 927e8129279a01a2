import { createHash } from "node:crypto";
import { stringify } from "yaml";
import type { DecisionOption } from "./fields.ts";
import type { DecisionTexts } from "./read-markdown.ts";
import { readBody } from "./read-markdown.ts";
import type { Decision } from "./schema.ts";

/**
 * A decision as a Markdown record with the headings of MADR. What readers of MADR do not know stands in the front matter
 * under `turbo`, so that `readMarkdown` brings everything back as it was.
 */
export function decisionMarkdown(decision: Decision): string {
  const body = decisionBody(decision);
  const exact = inexact(decision, body);
  const { governs } = decision;
  const lists = {
    issues: governs.issues.map(({ key }) => key),
    documents: governs.documents.map(({ key }) => key),
    labels: governs.labels.map(({ name }) => name),
    initiatives: governs.initiatives.map(({ key }) => key),
    paths: governs.paths,
  };
  const front = {
    status: statusOf(decision),
    date: (decision.decidedAt ?? decision.createdAt).slice(0, 10),
    ...(decision.decidedBy ? { "decision-makers": [decision.decidedBy.handle] } : {}),
    turbo: {
      key: decision.key,
      ...(decision.project ? { project: decision.project } : {}),
      kind: decision.kind,
      ...(decision.decidedAt ? { decidedAt: decision.decidedAt } : {}),
      ...(decision.impactAreas.length > 0 ? { impactAreas: decision.impactAreas } : {}),
      ...(Object.values(lists).some((list) => list.length > 0)
        ? { governs: Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) }
        : {}),
      ...(decision.supersedes.length > 0 ? { supersedes: decision.supersedes.map(({ key }) => key) } : {}),
      ...(exact ? { exact: JSON.stringify(exact) } : {}),
    },
  };
  return `---\n${stringify(front, { lineWidth: 0 })}---\n\n${body}`;
}

/** The hash by which texts in the front matter are known to belong to an unchanged body. */
export function bodyHash(body: string): string {
  return createHash("sha256").update(body).digest("base64url");
}

function statusOf({ status, supersededBy }: Decision): string {
  return status === "superseded" && supersededBy ? `superseded by ${supersededBy.key}` : status;
}

/** Its texts under the headings of MADR, without front matter. */
export function decisionBody({ title, context, options, outcome, rationale, consequences }: DecisionTexts): string {
  const chosen = options.find((option) => option.chosen);
  const parts = [
    `# ${title}`,
    section("## Context and Problem Statement", context),
    options.length > 0 ? `## Considered Options\n\n${options.map(({ name }) => `* ${name}`).join("\n")}` : "",
    section(
      "## Decision Outcome",
      [chosen ? `Chosen option: "${chosen.name}"` : "", outcome].filter(Boolean).join("\n\n"),
      rationale || consequences,
    ),
    section("### Rationale", rationale),
    section("### Consequences", consequences),
    options.some(hasDetail)
      ? `## Pros and Cons of the Options\n\n${options.filter(hasDetail).map(optionText).join("\n\n")}`
      : "",
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function section(heading: string, text: string, always = ""): string {
  if (text === "") return always ? heading : "";
  return `${heading}\n\n${text}`;
}

function hasDetail({ pros, cons, whyNot }: DecisionOption): boolean {
  return pros.length + cons.length > 0 || whyNot !== "";
}

function optionText({ name, pros, cons, whyNot }: DecisionOption): string {
  const points = [...pros.map((text) => `* Good, because ${text}`), ...cons.map((text) => `* Bad, because ${text}`)];
  return [`### ${name}`, points.join("\n"), whyNot && `Why not: ${whyNot}`].filter(Boolean).join("\n\n");
}

/** The texts that reading the body would not bring back as they are: with headings of their own, or blank ends. */
function inexact(decision: Decision, body: string): { of: string; texts: Partial<DecisionTexts> } | null {
  const read = readBody(body);
  const texts: Partial<DecisionTexts> = {};
  for (const name of ["title", "context", "outcome", "rationale", "consequences"] as const)
    if (read[name] !== decision[name]) texts[name] = decision[name];
  const plain = (options: readonly DecisionOption[]) => options.map(({ id: _, ...option }) => option);
  if (JSON.stringify(plain(read.options)) !== JSON.stringify(plain(decision.options))) texts.options = decision.options;
  return Object.keys(texts).length > 0 ? { of: bodyHash(body), texts } : null;
}
