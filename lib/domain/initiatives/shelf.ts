import { moveShelf } from "#lib/domain/shelf/move-shelf";
import { shelfVerbs } from "#lib/domain/shelf/shelf-verbs";
import type { StoredInitiative } from "./initiative-row.ts";
import { requireOwnInitiative, requireUsableInitiative } from "./queries.ts";
import { Initiative, InitiativeRef } from "./schema.ts";
import { initiativeSearchEntry } from "./search-entry.ts";

export const {
  archive: archiveInitiative,
  bin: binInitiative,
  restore: restoreInitiative,
} = shelfVerbs({
  kind: "initiative",
  reach: "projects",
  input: InitiativeRef,
  output: Initiative,
  summaries: {
    archive: "Hide a finished initiative from lists.",
    bin: "Move an initiative to the bin; it can be restored. Its issues stay.",
    restore: "Bring an initiative back from the bin or the archive.",
  },
  find: (verb) => (verb === "archive" ? requireUsableInitiative : requireOwnInitiative),
  move: (ctx, initiative: StoredInitiative, shelf) =>
    moveShelf(ctx, initiative, shelf, { kind: "initiative", entry: initiativeSearchEntry(initiative) }),
});
