-- CreateEnum
CREATE TYPE "ClaimEnd" AS ENUM ('finished', 'released', 'handed_over', 'expired', 'over');

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "queueWeight" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Issue" ADD COLUMN     "claimId" TEXT COLLATE "C",
ADD COLUMN     "lapses" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pin" DOUBLE PRECISION,
ADD COLUMN     "queuedAt" TIMESTAMP(3);

-- What is ready waits since it was made, as far as is known.
UPDATE "Issue" SET "queuedAt" = "createdAt" WHERE "status" = 'ready';

-- CreateTable
CREATE TABLE "Claim" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "issueId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "keyId" TEXT COLLATE "C",
    "via" JSONB,
    "session" TEXT COLLATE "C" NOT NULL,
    "model" TEXT COLLATE "C",
    "minutes" INTEGER NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "end" "ClaimEnd",
    "reason" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "formerId" TEXT COLLATE "C",
    "workLogId" TEXT COLLATE "C",

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Claim_endedAt_createdAt_id_idx" ON "Claim"("endedAt", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Claim_issueId_createdAt_id_idx" ON "Claim"("issueId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Claim_session_createdAt_id_idx" ON "Claim"("session", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Claim_userId_createdAt_id_idx" ON "Claim"("userId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_status_priorityOrder_queuedAt_id_idx" ON "Issue"("shelf", "status", "priorityOrder", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_status_dueSort_id_idx" ON "Issue"("shelf", "status", "dueSort", "id");

-- CreateIndex
CREATE INDEX "Issue_pin_id_idx" ON "Issue"("pin", "id");

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
