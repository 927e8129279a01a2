import type { Context } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { KINDS, type SubjectKind } from "#lib/domain/kinds";
import { listProjects } from "#lib/domain/projects/list-projects";
import { readDocument } from "./tools/read-document.ts";
import { readIssue } from "./tools/read-issue.ts";
import { readPlan } from "./tools/read-plan.ts";
import { readAsked } from "./tools/reading.ts";
import type { Answer } from "./tools/tool.ts";

const TYPE = "text/plain";

/** What can be read by its key, in the words of the templates' titles. */
const WHAT_IS_READ = {
  issue: "An issue with its description, criteria, decisions, comments and work logs.",
  document: "A document: whole where it is short, else its outline.",
  decision: "A decision with its options, rationale and what it governs.",
  initiative: "An initiative with its progress, latest status update and open issues.",
  milestone: "A milestone with its progress, forecast and open issues.",
  proposal: "A proposed plan with its items, and what became of them.",
  project: "A project with its counts.",
} as const satisfies Record<SubjectKind, string>;

export const RESOURCE_TEMPLATES = (Object.keys(WHAT_IS_READ) as SubjectKind[]).map((kind) => ({
  name: kind,
  title: KINDS[kind].words,
  uriTemplate: `turbo://${kind}/{key}`,
  description: WHAT_IS_READ[kind],
  mimeType: TYPE,
}));

/** The projects, as resources to pick from; issues are found by their template. */
export async function listResources(ctx: Context, cursor: string | undefined) {
  const page = await run(listProjects, ctx, { limit: 100, ...(cursor ? { cursor } : {}) });
  return {
    resources: page.items.map(({ key, name }) => ({
      uri: `turbo://project/${key}`,
      name: key,
      title: name,
      mimeType: TYPE,
    })),
    ...(page.nextCursor ? { nextCursor: page.nextCursor } : {}),
  };
}

/** The text behind a turbo:// address. Throws `not_found`. */
export async function readResource(ctx: Context, uri: string) {
  const [, kind, encoded = ""] = /^turbo:\/\/(\w+)\/([^/?#]+)$/.exec(uri) ?? [];
  const key = decoded(encoded);
  if (!kind || !key || !Object.hasOwn(WHAT_IS_READ, kind)) {
    const there = Object.keys(WHAT_IS_READ).map((one) => `turbo://${one}/KEY`);
    throw new TurboError("not_found", `Turbo has no resource ${uri}. There are ${there.join(", ")}.`);
  }
  const answer = await readWhole(ctx, kind as SubjectKind, key);
  return { contents: [{ uri, mimeType: TYPE, text: answer.text }] };
}

function readWhole(ctx: Context, kind: SubjectKind, key: string): Promise<Answer> {
  const asked = readAsked({});
  if (kind === "issue") return readIssue(ctx, key, asked);
  return kind === "document" ? readDocument(ctx, key, asked) : readPlan(ctx, kind, key, asked);
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
