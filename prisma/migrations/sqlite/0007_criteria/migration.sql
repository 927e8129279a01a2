-- CreateTable
CREATE TABLE "Criterion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "issueId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "byId" TEXT,
    "via" JSONB,
    "at" DATETIME,
    CONSTRAINT "Criterion_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Criterion_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "criterionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "ref" TEXT NOT NULL DEFAULT '',
    "documentId" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "byId" TEXT,
    "via" JSONB,
    CONSTRAINT "Evidence_criterionId_fkey" FOREIGN KEY ("criterionId") REFERENCES "Criterion" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Evidence_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Evidence_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Criterion_issueId_position_idx" ON "Criterion"("issueId", "position");

-- CreateIndex
CREATE INDEX "Evidence_criterionId_createdAt_id_idx" ON "Evidence"("criterionId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Evidence_documentId_idx" ON "Evidence"("documentId");

-- AlterTable
ALTER TABLE "Issue" ADD COLUMN "criteriaVerified" INTEGER NOT NULL DEFAULT 0;

-- Who ticked what is not known; a tick was the last word then.
INSERT INTO "Criterion" ("id", "issueId", "position", "text", "state")
SELECT json_extract(c.value, '$.id'), i."id", c.key, json_extract(c.value, '$.text'),
  CASE WHEN json_extract(c.value, '$.done') THEN 'verified' ELSE 'open' END
FROM "Issue" i, json_each(i."criteria") c;
UPDATE "Issue" SET "criteriaVerified" = "criteriaDone" WHERE "criteriaDone" > 0;

-- AlterTable
ALTER TABLE "Issue" DROP COLUMN "criteria";
