-- CreateEnum
CREATE TYPE "CriterionState" AS ENUM ('open', 'reported', 'verified');

-- CreateEnum
CREATE TYPE "EvidenceKind" AS ENUM ('commit', 'pull_request', 'test_run', 'document', 'note');

-- AlterTable
ALTER TABLE "Issue" ADD COLUMN     "criteriaVerified" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Criterion" (
    "id" TEXT COLLATE "C" NOT NULL,
    "issueId" TEXT COLLATE "C" NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "state" "CriterionState" NOT NULL DEFAULT 'open',
    "byId" TEXT COLLATE "C",
    "via" JSONB,
    "at" TIMESTAMP(3),

    CONSTRAINT "Criterion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Evidence" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "criterionId" TEXT COLLATE "C" NOT NULL,
    "kind" "EvidenceKind" NOT NULL,
    "ref" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "documentId" TEXT COLLATE "C",
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "byId" TEXT COLLATE "C",
    "via" JSONB,

    CONSTRAINT "Evidence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Criterion_issueId_position_idx" ON "Criterion"("issueId", "position");

-- CreateIndex
CREATE INDEX "Evidence_criterionId_createdAt_id_idx" ON "Evidence"("criterionId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Evidence_documentId_idx" ON "Evidence"("documentId");

-- AddForeignKey
ALTER TABLE "Criterion" ADD CONSTRAINT "Criterion_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Criterion" ADD CONSTRAINT "Criterion_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_criterionId_fkey" FOREIGN KEY ("criterionId") REFERENCES "Criterion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Evidence" ADD CONSTRAINT "Evidence_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Who ticked what is not known; a tick was the last word then.
INSERT INTO "Criterion" ("id", "issueId", "position", "text", "state")
SELECT c.value ->> 'id', i."id", c.place - 1, c.value ->> 'text',
  CASE WHEN (c.value ->> 'done')::boolean THEN 'verified'::"CriterionState" ELSE 'open'::"CriterionState" END
FROM "Issue" i, jsonb_array_elements(i."criteria") WITH ORDINALITY AS c(value, place);
UPDATE "Issue" SET "criteriaVerified" = "criteriaDone" WHERE "criteriaDone" > 0;

-- AlterTable
ALTER TABLE "Issue" DROP COLUMN "criteria";
