import type { Context } from "#lib/core/context";
import { TurboError } from "#lib/core/errors";
import { run } from "#lib/core/operation";
import { listProjects } from "#lib/domain/projects/list-projects";
import { getIssueTool } from "./tools/issue-tools.ts";
import { listProjectsTool } from "./tools/project-tools.ts";

const TYPE = "text/plain";

export const RESOURCE_TEMPLATES = [
  {
    name: "issue",
    title: "Issue",
    uriTemplate: "turbo://issue/{key}",
    description: "An issue with its description, criteria, comments and work logs.",
    mimeType: TYPE,
  },
  {
    name: "project",
    title: "Project",
    uriTemplate: "turbo://project/{key}",
    description: "A project with its counts.",
    mimeType: TYPE,
  },
];

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
  const [, kind, encoded = ""] = /^turbo:\/\/(issue|project)\/([^/?#]+)$/.exec(uri) ?? [];
  const key = decoded(encoded);
  if (!kind || !key)
    throw new TurboError(
      "not_found",
      `Turbo has no resource ${uri}. There are turbo://issue/KEY and turbo://project/KEY.`,
    );
  const answer =
    kind === "issue"
      ? await getIssueTool.call(ctx, { issue: key })
      : await listProjectsTool.call(ctx, { project: key });
  return { contents: [{ uri, mimeType: TYPE, text: answer.text }] };
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
