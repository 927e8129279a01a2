import { JOINS } from "#lib/core/joins";
import { NEW_DOCUMENT } from "#lib/core/new-document";
import { SQLITE_TRAIL } from "./sqlite-trail.ts";

/** In the order in which a row of "document_parts" lists them. */
const REVISION_COLUMNS = "id createdAt documentId number authorId via note title hash length".split(" ");

const list = (column: string) => `SELECT value FROM json_each(NEW."${column}")`;

/** A view of a joining table; what is inserted says for one owner which rows go and which come. */
function changeOf(table: keyof typeof JOINS): string {
  const { owner, other, byName } = JOINS[table];
  const removed = byName ? `SELECT "id" FROM "Label" WHERE "name" IN (${list("removed")})` : list("removed");
  return `
  CREATE TEMP VIEW "change_${table}" AS SELECT '' AS "owner", '' AS "removed", '' AS "added";
  CREATE TEMP TRIGGER "write_change_${table}" INSTEAD OF INSERT ON "change_${table}" BEGIN
    DELETE FROM "${table}" WHERE "${owner}" = NEW."owner" AND "${other}" IN (${removed});
    INSERT INTO "${table}" ("${owner}", "${other}")
      SELECT NEW."owner", value FROM json_each(NEW."added") WHERE true ON CONFLICT DO NOTHING;
  END;`;
}

/** A document itself where it is new, its labels that go and come, and its new revisions. */
const DOCUMENT_PARTS = `
  CREATE TEMP VIEW "document_parts" AS SELECT '' AS "id", '' AS "removed", '' AS "added", '' AS "revisions", '' AS "documents";
  CREATE TEMP TRIGGER "write_document_parts" INSTEAD OF INSERT ON "document_parts" BEGIN
    INSERT INTO "Document" (${NEW_DOCUMENT.map((name) => `"${name}"`).join(", ")})
      SELECT ${NEW_DOCUMENT.map((name) => `value ->> '${name}'`).join(", ")} FROM json_each(NEW."documents");
    DELETE FROM "DocumentLabel" WHERE "documentId" = NEW."id"
      AND "labelId" IN (SELECT "id" FROM "Label" WHERE "name" IN (${list("removed")}));
    INSERT INTO "DocumentLabel" ("documentId", "labelId")
      SELECT NEW."id", value FROM json_each(NEW."added") WHERE true ON CONFLICT DO NOTHING;
    INSERT INTO "Revision" (${REVISION_COLUMNS.map((name) => `"${name}"`).join(", ")})
      SELECT ${REVISION_COLUMNS.map((_, place) => `value ->> ${place}`).join(", ")} FROM json_each(NEW."revisions");
  END;`;

/**
 * What something names, as `[kind, id]` in `targets`, in place of what it named; `people` are answered as they were given.
 * `entry` is what it is found by from now on, if that is new: columns of search_entry, and where its old entry is found.
 */
const NAMING = `
  CREATE TEMP VIEW "naming" AS SELECT '' AS "kind", '' AS "id", '' AS "targets", '' AS "people", '' AS "entry";
  CREATE TEMP TRIGGER "write_naming" INSTEAD OF INSERT ON "naming" BEGIN
    DELETE FROM "Reference" WHERE "fromId" = NEW."id" AND "toId" NOT IN (SELECT value ->> 1 FROM json_each(NEW."targets"));
    INSERT INTO "Reference" ("fromKind", "fromId", "toKind", "toId")
      SELECT NEW."kind", NEW."id", value ->> 0, value ->> 1 FROM json_each(NEW."targets") WHERE true
      ON CONFLICT DO NOTHING;
    INSERT OR REPLACE INTO search_entry (rowid, title, body, scope, kind, subject)
      SELECT (SELECT rowid FROM search_entry WHERE search_entry MATCH NEW."entry" ->> 5),
        NEW."entry" ->> 0, NEW."entry" ->> 1, NEW."entry" ->> 2, NEW."entry" ->> 3, NEW."entry" ->> 4
      WHERE NEW."entry" IS NOT NULL;
  END;`;

/** What follows issues into another project; `aliases` are rows of IssueAlias, `comments` are answered as they were given. */
const RELOCATION = `
  CREATE TEMP VIEW "relocation" AS SELECT '' AS "project", '' AS "issues", '' AS "keys", '' AS "aliases", '' AS "comments";
  CREATE TEMP TRIGGER "write_relocation" INSTEAD OF INSERT ON "relocation" BEGIN
    DELETE FROM "IssueAlias" WHERE "key" IN (${list("keys")}) AND "issueId" IN (${list("issues")});
    INSERT INTO "IssueAlias" ("id", "createdAt", "key", "issueId", "projectId")
      SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(NEW."aliases");
    UPDATE "Attachment" SET "projectId" = NEW."project" WHERE "subjectId" IN (${list("issues")}
      UNION ALL SELECT "id" FROM "Comment" WHERE "subjectId" IN (${list("issues")}));
    UPDATE "Comment" SET "projectId" = NEW."project" WHERE "subjectId" IN (${list("issues")});
    INSERT INTO "InitiativeProject" ("initiativeId", "projectId")
      SELECT DISTINCT "initiativeId", NEW."project" FROM "Issue" WHERE "id" IN (${list("issues")}) AND "initiativeId" IS NOT NULL
      ON CONFLICT DO NOTHING;
  END;`;

/**
 * What a connection that writes has to run once: views through whose triggers one statement writes into several tables,
 * as PostgreSQL's WITH does. They are the connection's own, so that no migration drops them.
 */
export const SQLITE_VIEWS = [
  SQLITE_TRAIL,
  ...(Object.keys(JOINS) as (keyof typeof JOINS)[]).map(changeOf),
  DOCUMENT_PARTS,
  NAMING,
  RELOCATION,
].join("\n");
