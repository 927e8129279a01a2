-- CreateEnum
CREATE TYPE "QuestionState" AS ENUM ('open', 'answered', 'withdrawn');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "InboxKind" ADD VALUE 'question';
ALTER TYPE "InboxKind" ADD VALUE 'answer';

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "issueId" TEXT COLLATE "C" NOT NULL,
    "askerId" TEXT COLLATE "C",
    "via" JSONB,
    "askedId" TEXT COLLATE "C" NOT NULL,
    "text" TEXT COLLATE "C" NOT NULL,
    "options" JSONB NOT NULL,
    "blocking" BOOLEAN NOT NULL DEFAULT true,
    "state" "QuestionState" NOT NULL DEFAULT 'open',
    "choice" TEXT COLLATE "C",
    "answer" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "answererId" TEXT COLLATE "C",
    "answeredAt" TIMESTAMP(3),
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "binnedAt" TIMESTAMP(3),

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Question_issueId_state_blocking_shelf_idx" ON "Question"("issueId", "state", "blocking", "shelf");

-- CreateIndex
CREATE INDEX "Question_issueId_shelf_createdAt_id_idx" ON "Question"("issueId", "shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_createdAt_id_idx" ON "Question"("shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_state_createdAt_id_idx" ON "Question"("shelf", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_askerId_createdAt_id_idx" ON "Question"("shelf", "askerId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_askedId_createdAt_id_idx" ON "Question"("shelf", "askedId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_askedId_state_createdAt_id_idx" ON "Question"("shelf", "askedId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_binnedAt_id_idx" ON "Question"("shelf", "binnedAt", "id");

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_askerId_fkey" FOREIGN KEY ("askerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_askedId_fkey" FOREIGN KEY ("askedId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_answererId_fkey" FOREIGN KEY ("answererId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
