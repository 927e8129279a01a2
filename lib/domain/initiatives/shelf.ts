import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import type { StoredInitiative } from "./initiative-row.ts";
import { requireOwnInitiative, requireUsableInitiative } from "./queries.ts";
import { Initiative, InitiativeRef } from "./schema.ts";
import { initiativeSearchEntry } from "./search-entry.ts";

const verb = shelfVerbs({
  kind: "initiative",
  reach: "projects",
  input: InitiativeRef,
  output: Initiative,
  move: (ctx, initiative: StoredInitiative, shelf) =>
    moveShelf(ctx, initiative, shelf, { kind: "initiative", entry: initiativeSearchEntry(initiative) }),
});

export const archiveInitiative = verb("archive", {
  summary: "Hide a finished initiative from lists.",
  find: requireUsableInitiative,
});
export const binInitiative = verb("bin", {
  summary: "Move an initiative to the bin; it can be restored. Its issues stay.",
  find: requireOwnInitiative,
});
export const restoreInitiative = verb("restore", {
  summary: "Bring an initiative back from the bin or the archive.",
  find: requireOwnInitiative,
});
