-- AlterTable
ALTER TABLE "Project" ADD COLUMN "lastProposalNumber" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Proposal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleFold" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'open',
    "statusOrder" INTEGER NOT NULL DEFAULT 1,
    "creatorId" TEXT,
    "via" JSONB,
    "settledAt" DATETIME,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "archivedAt" DATETIME,
    "binnedAt" DATETIME,
    CONSTRAINT "Proposal_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Proposal_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProposalItem" (
    "proposalId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "make" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT NOT NULL DEFAULT '',
    "becameId" TEXT,
    "became" TEXT,

    PRIMARY KEY ("proposalId", "number"),
    CONSTRAINT "ProposalItem_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "Proposal" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Proposal_shelf_statusOrder_createdAt_id_idx" ON "Proposal"("shelf", "statusOrder", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Proposal_shelf_projectId_statusOrder_createdAt_id_idx" ON "Proposal"("shelf", "projectId", "statusOrder", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Proposal_shelf_creatorId_statusOrder_createdAt_id_idx" ON "Proposal"("shelf", "creatorId", "statusOrder", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Proposal_shelf_binnedAt_id_idx" ON "Proposal"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Proposal_projectId_number_key" ON "Proposal"("projectId", "number");
