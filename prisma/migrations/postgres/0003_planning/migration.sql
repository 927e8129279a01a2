-- CreateEnum
CREATE TYPE "InitiativeStatus" AS ENUM ('planning', 'in_progress', 'on_hold', 'completed', 'canceled');

-- CreateEnum
CREATE TYPE "Health" AS ENUM ('on_track', 'at_risk', 'off_track');

-- CreateEnum
CREATE TYPE "MilestoneStatus" AS ENUM ('planned', 'in_progress', 'completed', 'canceled');

-- CreateEnum
CREATE TYPE "DecisionStatus" AS ENUM ('proposed', 'accepted', 'implemented', 'superseded', 'rejected');

-- CreateEnum
CREATE TYPE "DecisionKind" AS ENUM ('strategic', 'tactical', 'technical', 'product');

-- CreateEnum
CREATE TYPE "DocumentKind" AS ENUM ('specification', 'requirements', 'design', 'user_guide', 'api_doc', 'readme', 'changelog', 'meeting_notes', 'research', 'note');

-- CreateEnum
CREATE TYPE "DocumentStatus" AS ENUM ('draft', 'in_review', 'approved', 'published', 'archived');

-- CreateEnum
CREATE TYPE "Subject" AS ENUM ('project', 'issue', 'initiative', 'milestone', 'decision', 'document', 'status_update', 'comment', 'user');

-- CreateEnum
CREATE TYPE "Governed" AS ENUM ('issue', 'document', 'label', 'initiative', 'path');

-- CreateEnum
CREATE TYPE "InboxKind" AS ENUM ('mention', 'assignment', 'decision', 'due_soon');

-- DropForeignKey
ALTER TABLE "Comment" DROP CONSTRAINT "Comment_issueId_fkey";

-- DropIndex
DROP INDEX "Comment_issueId_shelf_createdAt_id_idx";

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "inboxOff" JSONB;

-- AlterTable
ALTER TABLE "Project" ADD COLUMN     "lastDecisionNumber" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastDocumentNumber" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastMilestoneNumber" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "Issue" ADD COLUMN     "initiativeId" TEXT COLLATE "C",
ADD COLUMN     "milestoneId" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "Comment" ADD COLUMN     "projectId" TEXT COLLATE "C",
ADD COLUMN     "subjectId" TEXT COLLATE "C",
ADD COLUMN     "subjectKind" "Subject";
UPDATE "Comment" SET "subjectKind" = 'issue', "subjectId" = "issueId",
  "projectId" = (SELECT "projectId" FROM "Issue" WHERE "Issue"."id" = "issueId");
ALTER TABLE "Comment" DROP COLUMN "issueId",
ALTER COLUMN "subjectId" SET NOT NULL,
ALTER COLUMN "subjectKind" SET NOT NULL;

-- CreateTable
CREATE TABLE "Initiative" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" INTEGER NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "titleFold" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "ownerId" TEXT COLLATE "C",
    "status" "InitiativeStatus" NOT NULL DEFAULT 'planning',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "health" "Health",
    "startDate" TEXT COLLATE "C",
    "targetDate" TEXT COLLATE "C",
    "targetSort" TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31',
    "completedAt" TIMESTAMP(3),
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "archivedAt" TIMESTAMP(3),
    "binnedAt" TIMESTAMP(3),
    "source" TEXT COLLATE "C",

    CONSTRAINT "Initiative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InitiativeProject" (
    "initiativeId" TEXT COLLATE "C" NOT NULL,
    "projectId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "InitiativeProject_pkey" PRIMARY KEY ("initiativeId","projectId")
);

-- CreateTable
CREATE TABLE "StatusUpdate" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "initiativeId" TEXT COLLATE "C" NOT NULL,
    "authorId" TEXT COLLATE "C",
    "via" JSONB,
    "health" "Health" NOT NULL,
    "body" TEXT COLLATE "C" NOT NULL,
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "binnedAt" TIMESTAMP(3),

    CONSTRAINT "StatusUpdate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Milestone" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "titleFold" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "status" "MilestoneStatus" NOT NULL DEFAULT 'planned',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "startDate" TEXT COLLATE "C",
    "dueDate" TEXT COLLATE "C",
    "dueSort" TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31',
    "completedAt" TIMESTAMP(3),
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "archivedAt" TIMESTAMP(3),
    "binnedAt" TIMESTAMP(3),
    "source" TEXT COLLATE "C",

    CONSTRAINT "Milestone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT COLLATE "C",
    "number" INTEGER NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "titleFold" TEXT COLLATE "C" NOT NULL,
    "context" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "options" JSONB NOT NULL,
    "outcome" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "rationale" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "consequences" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "kind" "DecisionKind" NOT NULL DEFAULT 'technical',
    "impactAreas" JSONB NOT NULL,
    "status" "DecisionStatus" NOT NULL DEFAULT 'proposed',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "proposerId" TEXT COLLATE "C",
    "decidedById" TEXT COLLATE "C",
    "decidedAt" TIMESTAMP(3),
    "supersededById" TEXT COLLATE "C",
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "archivedAt" TIMESTAMP(3),
    "binnedAt" TIMESTAMP(3),
    "source" TEXT COLLATE "C",

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecisionTarget" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "decisionId" TEXT COLLATE "C" NOT NULL,
    "kind" "Governed" NOT NULL,
    "target" TEXT COLLATE "C" NOT NULL,
    "prefix" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "reached" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "DecisionTarget_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "titleFold" TEXT COLLATE "C" NOT NULL,
    "kind" "DocumentKind" NOT NULL DEFAULT 'note',
    "status" "DocumentStatus" NOT NULL DEFAULT 'draft',
    "parentId" TEXT COLLATE "C",
    "rank" TEXT COLLATE "C" NOT NULL,
    "authorId" TEXT COLLATE "C",
    "lastRevision" INTEGER NOT NULL DEFAULT 1,
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "archivedAt" TIMESTAMP(3),
    "binnedAt" TIMESTAMP(3),
    "source" TEXT COLLATE "C",
    "sourceHash" TEXT COLLATE "C",
    "properties" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT COLLATE "C" NOT NULL DEFAULT '',

    CONSTRAINT "Document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DocumentLabel" (
    "documentId" TEXT COLLATE "C" NOT NULL,
    "labelId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "DocumentLabel_pkey" PRIMARY KEY ("documentId","labelId")
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "documentId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "authorId" TEXT COLLATE "C",
    "via" JSONB,
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "title" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "length" INTEGER NOT NULL,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LongText" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "length" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "LongText_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "subjectKind" "Subject" NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,
    "projectId" TEXT COLLATE "C",
    "name" TEXT COLLATE "C" NOT NULL,
    "mediaType" TEXT COLLATE "C" NOT NULL,
    "size" INTEGER NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "authorId" TEXT COLLATE "C",
    "via" JSONB,
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "binnedAt" TIMESTAMP(3),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AttachmentPart" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "place" INTEGER NOT NULL,
    "body" BYTEA NOT NULL,

    CONSTRAINT "AttachmentPart_pkey" PRIMARY KEY ("hash","place")
);

-- CreateTable
CREATE TABLE "Reference" (
    "fromKind" "Subject" NOT NULL,
    "fromId" TEXT COLLATE "C" NOT NULL,
    "toKind" "Subject" NOT NULL,
    "toId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "Reference_pkey" PRIMARY KEY ("fromId","toId")
);

-- CreateTable
CREATE TABLE "InboxItem" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "kind" "InboxKind" NOT NULL,
    "subjectKind" "Subject" NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,
    "sourceId" TEXT COLLATE "C" NOT NULL,
    "projectId" TEXT COLLATE "C",
    "actor" JSONB NOT NULL,
    "excerpt" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "readAt" TIMESTAMP(3),
    "done" BOOLEAN NOT NULL DEFAULT false,
    "snoozedUntil" TIMESTAMP(3),

    CONSTRAINT "InboxItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT COLLATE "C" NOT NULL,
    "last" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Counter_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "Initiative_number_key" ON "Initiative"("number");

-- CreateIndex
CREATE INDEX "Initiative_shelf_createdAt_id_idx" ON "Initiative"("shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Initiative_shelf_updatedAt_id_idx" ON "Initiative"("shelf", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Initiative_shelf_targetSort_id_idx" ON "Initiative"("shelf", "targetSort", "id");

-- CreateIndex
CREATE INDEX "Initiative_shelf_titleFold_id_idx" ON "Initiative"("shelf", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Initiative_shelf_status_targetSort_id_idx" ON "Initiative"("shelf", "status", "targetSort", "id");

-- CreateIndex
CREATE INDEX "Initiative_shelf_binnedAt_id_idx" ON "Initiative"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE INDEX "InitiativeProject_projectId_initiativeId_idx" ON "InitiativeProject"("projectId", "initiativeId");

-- CreateIndex
CREATE INDEX "StatusUpdate_initiativeId_shelf_createdAt_id_idx" ON "StatusUpdate"("initiativeId", "shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "StatusUpdate_shelf_binnedAt_id_idx" ON "StatusUpdate"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE INDEX "Milestone_projectId_titleFold_idx" ON "Milestone"("projectId", "titleFold");

-- CreateIndex
CREATE INDEX "Milestone_shelf_createdAt_id_idx" ON "Milestone"("shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_updatedAt_id_idx" ON "Milestone"("shelf", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_dueSort_id_idx" ON "Milestone"("shelf", "dueSort", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_titleFold_id_idx" ON "Milestone"("shelf", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_projectId_createdAt_id_idx" ON "Milestone"("shelf", "projectId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_projectId_updatedAt_id_idx" ON "Milestone"("shelf", "projectId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_projectId_dueSort_id_idx" ON "Milestone"("shelf", "projectId", "dueSort", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_projectId_titleFold_id_idx" ON "Milestone"("shelf", "projectId", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Milestone_shelf_binnedAt_id_idx" ON "Milestone"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Milestone_projectId_number_key" ON "Milestone"("projectId", "number");

-- CreateIndex
CREATE INDEX "Decision_supersededById_idx" ON "Decision"("supersededById");

-- CreateIndex
CREATE INDEX "Decision_shelf_createdAt_id_idx" ON "Decision"("shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_updatedAt_id_idx" ON "Decision"("shelf", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_titleFold_id_idx" ON "Decision"("shelf", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_status_updatedAt_id_idx" ON "Decision"("shelf", "status", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_projectId_createdAt_id_idx" ON "Decision"("shelf", "projectId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_projectId_updatedAt_id_idx" ON "Decision"("shelf", "projectId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_projectId_titleFold_id_idx" ON "Decision"("shelf", "projectId", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_projectId_status_updatedAt_id_idx" ON "Decision"("shelf", "projectId", "status", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Decision_shelf_binnedAt_id_idx" ON "Decision"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_projectId_number_key" ON "Decision"("projectId", "number");

-- CreateIndex
CREATE INDEX "DecisionTarget_decisionId_stale_idx" ON "DecisionTarget"("decisionId", "stale");

-- CreateIndex
CREATE INDEX "DecisionTarget_target_stale_idx" ON "DecisionTarget"("target", "stale");

-- CreateIndex
CREATE INDEX "DecisionTarget_kind_prefix_idx" ON "DecisionTarget"("kind", "prefix");

-- CreateIndex
CREATE UNIQUE INDEX "DecisionTarget_decisionId_kind_target_key" ON "DecisionTarget"("decisionId", "kind", "target");

-- CreateIndex
CREATE INDEX "Document_projectId_titleFold_idx" ON "Document"("projectId", "titleFold");

-- CreateIndex
CREATE INDEX "Document_projectId_source_idx" ON "Document"("projectId", "source");

-- CreateIndex
CREATE INDEX "Document_shelf_projectId_parentId_rank_id_idx" ON "Document"("shelf", "projectId", "parentId", "rank", "id");

-- CreateIndex
CREATE INDEX "Document_shelf_createdAt_id_idx" ON "Document"("shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Document_shelf_updatedAt_id_idx" ON "Document"("shelf", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Document_shelf_titleFold_id_idx" ON "Document"("shelf", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Document_shelf_projectId_createdAt_id_idx" ON "Document"("shelf", "projectId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Document_shelf_projectId_updatedAt_id_idx" ON "Document"("shelf", "projectId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Document_shelf_projectId_titleFold_id_idx" ON "Document"("shelf", "projectId", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Document_shelf_binnedAt_id_idx" ON "Document"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Document_projectId_number_key" ON "Document"("projectId", "number");

-- CreateIndex
CREATE INDEX "DocumentLabel_labelId_documentId_idx" ON "DocumentLabel"("labelId", "documentId");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_documentId_number_key" ON "Revision"("documentId", "number");

-- CreateIndex
CREATE INDEX "Attachment_subjectId_shelf_createdAt_id_idx" ON "Attachment"("subjectId", "shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Attachment_hash_idx" ON "Attachment"("hash");

-- CreateIndex
CREATE INDEX "Attachment_shelf_binnedAt_id_idx" ON "Attachment"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE INDEX "Reference_toId_fromId_idx" ON "Reference"("toId", "fromId");

-- CreateIndex
CREATE INDEX "Issue_assigneeId_status_dueSort_idx" ON "Issue"("assigneeId", "status", "dueSort");

-- CreateIndex
CREATE INDEX "InboxItem_userId_done_createdAt_id_idx" ON "InboxItem"("userId", "done", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "InboxItem_userId_kind_subjectId_sourceId_key" ON "InboxItem"("userId", "kind", "subjectId", "sourceId");

-- CreateIndex
CREATE INDEX "Issue_initiativeId_shelf_status_projectId_idx" ON "Issue"("initiativeId", "shelf", "status", "projectId");

-- CreateIndex
CREATE INDEX "Issue_milestoneId_shelf_status_completedAt_idx" ON "Issue"("milestoneId", "shelf", "status", "completedAt");

-- CreateIndex
CREATE INDEX "Comment_subjectId_shelf_createdAt_id_idx" ON "Comment"("subjectId", "shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Event_requestId_number_idx" ON "Event"("requestId", "number");

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_milestoneId_fkey" FOREIGN KEY ("milestoneId") REFERENCES "Milestone"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Initiative" ADD CONSTRAINT "Initiative_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InitiativeProject" ADD CONSTRAINT "InitiativeProject_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InitiativeProject" ADD CONSTRAINT "InitiativeProject_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StatusUpdate" ADD CONSTRAINT "StatusUpdate_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Milestone" ADD CONSTRAINT "Milestone_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_proposerId_fkey" FOREIGN KEY ("proposerId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "Decision"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionTarget" ADD CONSTRAINT "DecisionTarget_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Document"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentLabel" ADD CONSTRAINT "DocumentLabel_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentLabel" ADD CONSTRAINT "DocumentLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InboxItem" ADD CONSTRAINT "InboxItem_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
