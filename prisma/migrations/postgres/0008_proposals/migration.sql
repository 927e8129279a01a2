-- CreateEnum
CREATE TYPE "ProposalStatus" AS ENUM ('open', 'settled', 'withdrawn');

-- CreateEnum
CREATE TYPE "ProposedKind" AS ENUM ('issue', 'decision', 'document', 'link');

-- CreateEnum
CREATE TYPE "ProposedState" AS ENUM ('pending', 'accepted', 'rejected');

-- AlterEnum
ALTER TYPE "Subject" ADD VALUE 'proposal';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "InboxKind" ADD VALUE 'proposal';
ALTER TYPE "InboxKind" ADD VALUE 'settled';

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "lastProposalNumber" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Proposal" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "titleFold" TEXT COLLATE "C" NOT NULL,
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "status" "ProposalStatus" NOT NULL DEFAULT 'open',
    "statusOrder" INTEGER NOT NULL DEFAULT 1,
    "creatorId" TEXT COLLATE "C",
    "via" JSONB,
    "settledAt" TIMESTAMP(3),
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "archivedAt" TIMESTAMP(3),
    "binnedAt" TIMESTAMP(3),

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProposalItem" (
    "proposalId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "make" "ProposedKind" NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "ProposedState" NOT NULL DEFAULT 'pending',
    "edited" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "becameId" TEXT COLLATE "C",
    "became" TEXT COLLATE "C",

    CONSTRAINT "ProposalItem_pkey" PRIMARY KEY ("proposalId","number")
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

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProposalItem" ADD CONSTRAINT "ProposalItem_proposalId_fkey" FOREIGN KEY ("proposalId") REFERENCES "Proposal"("id") ON DELETE CASCADE ON UPDATE CASCADE;
