import { TurboError } from "#lib/core/errors";

/** What has to be known of a thing to say whether it may be written to. */
export interface Standing {
  key: string;
  shelf: "live" | "archived" | "binned";
  /** Key of its project, when that lies in the bin. */
  under: string | null;
}

/** Why nothing is written on or to a thing: it or its project lies in the bin; null where it is in use. */
export function whyAway({ key, shelf, under }: Standing): string | null {
  if (under !== null) return `Project ${under} is in the bin, so ${key} stays as it is. Restore the project first.`;
  return shelf === "binned" ? `${key} is in the bin. Restore it first.` : null;
}

/** Refuses to write on or to what lies in the bin, or belongs to a project there; answers anything else. */
export function requireInUse<Thing extends Standing>(thing: Thing): Thing {
  const why = whyAway(thing);
  if (why !== null) throw new TurboError("refused", why);
  return thing;
}

/** The same for what may be in the bin itself, because it is to be taken out of there. */
export function requireProjectInUse<Thing extends Standing>(thing: Thing): Thing {
  requireInUse({ ...thing, shelf: "live" });
  return thing;
}

const BINNED = `(SELECT gone."id" FROM "Project" gone WHERE gone."shelf" = 'binned')`;

/** The condition, to be added to others, that the project of `own` is not in the bin. */
export function projectInUse(own: string): string {
  return ` AND ${own}."projectId" NOT IN ${BINNED}`;
}

/** The same for decisions, which may belong to no project. */
export function projectInUseOrNone(own: string): string {
  return ` AND (${own}."projectId" IS NULL OR ${own}."projectId" NOT IN ${BINNED})`;
}
