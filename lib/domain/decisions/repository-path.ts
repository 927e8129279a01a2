import type { ReadContext } from "#lib/core/context";
import { invalidField } from "#lib/core/errors";
import { plainPath } from "./path-pattern.ts";

/** Folders that a refusal names, at most. */
const NAMED = 3;

export interface RepositoryPath {
  /** As patterns see it: relative, with / between names. */
  path: string;
  /** Id of the project in whose folder it lies, where that is known. */
  projectId: string | null;
}

/**
 * A path as decisions govern it. An absolute one is made relative to the local path of `projectId`, or of the project in whose
 * folder it lies. Throws `invalid` for one that lies in none.
 */
export async function repositoryPath(
  ctx: ReadContext,
  given: string,
  projectId: string | null,
): Promise<RepositoryPath> {
  const path = given.trim().replaceAll("\\", "/");
  if (!isAbsolute(path)) {
    if (path.split("/").includes("..")) throw notRelative();
    return { path: plainPath(path), projectId };
  }
  const folders = await localFolders(ctx, projectId);
  const within = folders
    .map(({ id, folder }) => ({ projectId: id, folder, path: below(folder, path) }))
    .filter((one) => one.path !== null)
    .sort((a, b) => b.folder.length - a.folder.length);
  const [nearest] = within;
  if (nearest?.path != null) return { path: nearest.path, projectId: nearest.projectId };
  if (folders.length === 0) throw notRelative();
  const named = folders.slice(0, NAMED).map(({ key, localPath }) => `${localPath} (${key})`);
  throw invalidField(
    "path",
    `Lies outside ${named.join(", ")}${folders.length > NAMED ? " …" : ""}. Name a file below it, or a path that is relative to it.`,
  );
}

function notRelative() {
  return invalidField(
    "path",
    "Must be relative to the repository's folder, with / between names, like src/auth/login.ts; an absolute one is understood where the project has a local path.",
  );
}

const isAbsolute = (path: string) => /^([A-Za-z]:)?\//.test(path) || /^[A-Za-z]:/.test(path);

/** The folders of the projects that the actor may see, of one or of all. */
async function localFolders(ctx: ReadContext, projectId: string | null) {
  const { projectIds } = ctx.actor;
  const rows = await ctx.db.project.findMany({
    where: {
      localPath: { not: null },
      shelf: { not: "binned" },
      ...(projectId === null ? (projectIds ? { id: { in: [...projectIds] } } : {}) : { id: projectId }),
    },
    orderBy: { key: "asc" },
    select: { id: true, key: true, localPath: true },
  });
  return rows.flatMap(({ id, key, localPath }) => {
    const folder = plainPath((localPath ?? "").replaceAll("\\", "/"));
    return folder === "" ? [] : [{ id, key, localPath, folder }];
  });
}

/** What of an absolute path lies below a folder; null where it does not. Names on Windows are the same in any case. */
function below(folder: string, absolute: string): string | null {
  const path = resolved(absolute);
  const same = /^[A-Za-z]:/.test(path) ? (text: string) => text.toLowerCase() : (text: string) => text;
  if (same(path) === same(folder)) return "";
  return same(path).startsWith(`${same(folder)}/`) ? path.slice(folder.length + 1) : null;
}

/** Without the names that `..` takes back. */
function resolved(path: string): string {
  const names: string[] = [];
  for (const name of plainPath(path).split("/")) {
    if (name === "..") names.pop();
    else names.push(name);
  }
  return names.join("/");
}
