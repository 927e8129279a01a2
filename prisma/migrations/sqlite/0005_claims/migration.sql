-- CreateTable
CREATE TABLE "Claim" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "issueId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "keyId" TEXT,
    "via" JSONB,
    "session" TEXT NOT NULL,
    "model" TEXT,
    "minutes" INTEGER NOT NULL,
    "until" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "end" TEXT,
    "reason" TEXT NOT NULL DEFAULT '',
    "formerId" TEXT,
    "workLogId" TEXT,
    CONSTRAINT "Claim_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Claim_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- AlterTable
ALTER TABLE "Project" ADD COLUMN "queueWeight" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Issue" ADD COLUMN "pin" REAL;
ALTER TABLE "Issue" ADD COLUMN "claimId" TEXT;
ALTER TABLE "Issue" ADD COLUMN "queuedAt" DATETIME;
ALTER TABLE "Issue" ADD COLUMN "lapses" INTEGER NOT NULL DEFAULT 0;

-- What is ready waits since it was made, as far as is known.
UPDATE "Issue" SET "queuedAt" = "createdAt" WHERE "status" = 'ready';

-- CreateIndex
CREATE INDEX "Issue_shelf_status_priorityOrder_queuedAt_id_idx" ON "Issue"("shelf", "status", "priorityOrder", "queuedAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_status_dueSort_id_idx" ON "Issue"("shelf", "status", "dueSort", "id");

-- CreateIndex
CREATE INDEX "Issue_pin_id_idx" ON "Issue"("pin", "id");

-- CreateIndex
CREATE INDEX "Claim_endedAt_createdAt_id_idx" ON "Claim"("endedAt", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Claim_issueId_createdAt_id_idx" ON "Claim"("issueId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Claim_session_createdAt_id_idx" ON "Claim"("session", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Claim_userId_createdAt_id_idx" ON "Claim"("userId", "createdAt", "id");
