-- AlterTable
ALTER TABLE "User" ADD COLUMN "inboxOff" JSONB;

-- CreateTable
CREATE TABLE "Initiative" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleFold" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "ownerId" TEXT,
    "status" TEXT NOT NULL DEFAULT 'planning',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "health" TEXT,
    "startDate" TEXT,
    "targetDate" TEXT,
    "targetSort" TEXT NOT NULL DEFAULT '9999-12-31',
    "completedAt" DATETIME,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "archivedAt" DATETIME,
    "binnedAt" DATETIME,
    "source" TEXT,
    CONSTRAINT "Initiative_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InitiativeProject" (
    "initiativeId" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,

    PRIMARY KEY ("initiativeId", "projectId"),
    CONSTRAINT "InitiativeProject_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "InitiativeProject_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StatusUpdate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "initiativeId" TEXT NOT NULL,
    "authorId" TEXT,
    "via" JSONB,
    "health" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME,
    CONSTRAINT "StatusUpdate_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "StatusUpdate_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Milestone" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleFold" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'planned',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "startDate" TEXT,
    "dueDate" TEXT,
    "dueSort" TEXT NOT NULL DEFAULT '9999-12-31',
    "completedAt" DATETIME,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "archivedAt" DATETIME,
    "binnedAt" DATETIME,
    "source" TEXT,
    CONSTRAINT "Milestone_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleFold" TEXT NOT NULL,
    "context" TEXT NOT NULL DEFAULT '',
    "options" JSONB NOT NULL,
    "outcome" TEXT NOT NULL DEFAULT '',
    "rationale" TEXT NOT NULL DEFAULT '',
    "consequences" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'technical',
    "impactAreas" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'proposed',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "proposerId" TEXT,
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    "supersededById" TEXT,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "archivedAt" DATETIME,
    "binnedAt" DATETIME,
    "source" TEXT,
    CONSTRAINT "Decision_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Decision_proposerId_fkey" FOREIGN KEY ("proposerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Decision_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Decision_supersededById_fkey" FOREIGN KEY ("supersededById") REFERENCES "Decision" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DecisionTarget" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "decisionId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "prefix" TEXT NOT NULL DEFAULT '',
    "stale" BOOLEAN NOT NULL DEFAULT false,
    "reached" BOOLEAN NOT NULL DEFAULT false,
    CONSTRAINT "DecisionTarget_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Document" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleFold" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'note',
    "status" TEXT NOT NULL DEFAULT 'draft',
    "parentId" TEXT,
    "rank" TEXT NOT NULL,
    "authorId" TEXT,
    "lastRevision" INTEGER NOT NULL DEFAULT 1,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "archivedAt" DATETIME,
    "binnedAt" DATETIME,
    "source" TEXT,
    "sourceHash" TEXT,
    "properties" JSONB NOT NULL DEFAULT '{}',
    "body" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "Document_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Document_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Document" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Document_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DocumentLabel" (
    "documentId" TEXT NOT NULL,
    "labelId" TEXT NOT NULL,

    PRIMARY KEY ("documentId", "labelId"),
    CONSTRAINT "DocumentLabel_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "DocumentLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Revision" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "documentId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "authorId" TEXT,
    "via" JSONB,
    "note" TEXT NOT NULL DEFAULT '',
    "title" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    CONSTRAINT "Revision_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "Document" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Revision_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LongText" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "length" INTEGER NOT NULL,
    "body" BLOB NOT NULL
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "projectId" TEXT,
    "name" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "authorId" TEXT,
    "via" JSONB,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME,
    CONSTRAINT "Attachment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AttachmentPart" (
    "hash" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "body" BLOB NOT NULL,

    PRIMARY KEY ("hash", "place")
);

-- CreateTable
CREATE TABLE "Reference" (
    "fromKind" TEXT NOT NULL,
    "fromId" TEXT NOT NULL,
    "toKind" TEXT NOT NULL,
    "toId" TEXT NOT NULL,

    PRIMARY KEY ("fromId", "toId")
);

-- CreateTable
CREATE TABLE "InboxItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "sourceId" TEXT NOT NULL,
    "projectId" TEXT,
    "actor" JSONB NOT NULL,
    "excerpt" TEXT NOT NULL DEFAULT '',
    "readAt" DATETIME,
    "done" BOOLEAN NOT NULL DEFAULT false,
    "snoozedUntil" DATETIME,
    CONSTRAINT "InboxItem_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Counter" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "last" INTEGER NOT NULL DEFAULT 0
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Project" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "nameFold" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" TEXT NOT NULL DEFAULT 'active',
    "priority" TEXT NOT NULL DEFAULT 'none',
    "colour" TEXT NOT NULL DEFAULT 'slate',
    "repositoryUrl" TEXT,
    "localPath" TEXT,
    "leadId" TEXT,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME,
    "lastIssueNumber" INTEGER NOT NULL DEFAULT 0,
    "lastMilestoneNumber" INTEGER NOT NULL DEFAULT 0,
    "lastDecisionNumber" INTEGER NOT NULL DEFAULT 0,
    "lastDocumentNumber" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Project_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Project" ("binnedAt", "colour", "createdAt", "description", "id", "key", "lastIssueNumber", "leadId", "localPath", "name", "nameFold", "priority", "repositoryUrl", "shelf", "status", "updatedAt", "version") SELECT "binnedAt", "colour", "createdAt", "description", "id", "key", "lastIssueNumber", "leadId", "localPath", "name", "nameFold", "priority", "repositoryUrl", "shelf", "status", "updatedAt", "version" FROM "Project";
DROP TABLE "Project";
ALTER TABLE "new_Project" RENAME TO "Project";
CREATE UNIQUE INDEX "Project_key_key" ON "Project"("key");
CREATE INDEX "Project_shelf_nameFold_id_idx" ON "Project"("shelf", "nameFold", "id");
CREATE INDEX "Project_shelf_updatedAt_id_idx" ON "Project"("shelf", "updatedAt", "id");
CREATE TABLE "new_Issue" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "titleFold" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "type" TEXT NOT NULL DEFAULT 'task',
    "status" TEXT NOT NULL DEFAULT 'backlog',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "priority" TEXT NOT NULL DEFAULT 'none',
    "priorityOrder" INTEGER NOT NULL DEFAULT 4,
    "estimate" REAL,
    "resolution" TEXT,
    "assigneeId" TEXT,
    "creatorId" TEXT,
    "parentId" TEXT,
    "initiativeId" TEXT,
    "milestoneId" TEXT,
    "dueDate" TEXT,
    "dueSort" TEXT NOT NULL DEFAULT '9999-12-31',
    "rank" TEXT NOT NULL,
    "branch" TEXT,
    "criteria" JSONB NOT NULL,
    "criteriaTotal" INTEGER NOT NULL DEFAULT 0,
    "criteriaDone" INTEGER NOT NULL DEFAULT 0,
    "startedAt" DATETIME,
    "completedAt" DATETIME,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "archivedAt" DATETIME,
    "binnedAt" DATETIME,
    "source" TEXT,
    CONSTRAINT "Issue_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Issue_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Issue_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Issue_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Issue" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Issue_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Issue_milestoneId_fkey" FOREIGN KEY ("milestoneId") REFERENCES "Milestone" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Issue" ("archivedAt", "assigneeId", "binnedAt", "branch", "completedAt", "createdAt", "creatorId", "criteria", "criteriaDone", "criteriaTotal", "description", "dueDate", "dueSort", "estimate", "id", "number", "parentId", "priority", "priorityOrder", "projectId", "rank", "resolution", "shelf", "source", "startedAt", "status", "statusOrder", "title", "titleFold", "type", "updatedAt", "version") SELECT "archivedAt", "assigneeId", "binnedAt", "branch", "completedAt", "createdAt", "creatorId", "criteria", "criteriaDone", "criteriaTotal", "description", "dueDate", "dueSort", "estimate", "id", "number", "parentId", "priority", "priorityOrder", "projectId", "rank", "resolution", "shelf", "source", "startedAt", "status", "statusOrder", "title", "titleFold", "type", "updatedAt", "version" FROM "Issue";
DROP TABLE "Issue";
ALTER TABLE "new_Issue" RENAME TO "Issue";
CREATE INDEX "Issue_parentId_rank_id_idx" ON "Issue"("parentId", "rank", "id");
CREATE INDEX "Issue_initiativeId_shelf_status_projectId_idx" ON "Issue"("initiativeId", "shelf", "status", "projectId");
CREATE INDEX "Issue_milestoneId_shelf_status_completedAt_idx" ON "Issue"("milestoneId", "shelf", "status", "completedAt");
CREATE INDEX "Issue_shelf_createdAt_id_idx" ON "Issue"("shelf", "createdAt", "id");
CREATE INDEX "Issue_shelf_updatedAt_id_idx" ON "Issue"("shelf", "updatedAt", "id");
CREATE INDEX "Issue_shelf_priorityOrder_createdAt_id_idx" ON "Issue"("shelf", "priorityOrder", "createdAt", "id");
CREATE INDEX "Issue_shelf_dueSort_id_idx" ON "Issue"("shelf", "dueSort", "id");
CREATE INDEX "Issue_shelf_titleFold_id_idx" ON "Issue"("shelf", "titleFold", "id");
CREATE INDEX "Issue_shelf_rank_id_idx" ON "Issue"("shelf", "rank", "id");
CREATE INDEX "Issue_shelf_status_updatedAt_id_idx" ON "Issue"("shelf", "status", "updatedAt", "id");
CREATE INDEX "Issue_shelf_assigneeId_updatedAt_id_idx" ON "Issue"("shelf", "assigneeId", "updatedAt", "id");
CREATE INDEX "Issue_shelf_projectId_createdAt_id_idx" ON "Issue"("shelf", "projectId", "createdAt", "id");
CREATE INDEX "Issue_shelf_projectId_updatedAt_id_idx" ON "Issue"("shelf", "projectId", "updatedAt", "id");
CREATE INDEX "Issue_shelf_projectId_priorityOrder_createdAt_id_idx" ON "Issue"("shelf", "projectId", "priorityOrder", "createdAt", "id");
CREATE INDEX "Issue_shelf_projectId_dueSort_id_status_idx" ON "Issue"("shelf", "projectId", "dueSort", "id", "status");
CREATE INDEX "Issue_shelf_projectId_titleFold_id_idx" ON "Issue"("shelf", "projectId", "titleFold", "id");
CREATE INDEX "Issue_shelf_projectId_rank_id_idx" ON "Issue"("shelf", "projectId", "rank", "id");
CREATE INDEX "Issue_shelf_projectId_status_rank_id_idx" ON "Issue"("shelf", "projectId", "status", "rank", "id");
CREATE INDEX "Issue_shelf_binnedAt_id_idx" ON "Issue"("shelf", "binnedAt", "id");
CREATE UNIQUE INDEX "Issue_projectId_number_key" ON "Issue"("projectId", "number");
CREATE TABLE "new_Comment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "projectId" TEXT,
    "authorId" TEXT,
    "via" JSONB,
    "replyToId" TEXT,
    "body" TEXT NOT NULL,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME,
    "source" TEXT,
    CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_Comment" ("authorId", "binnedAt", "body", "createdAt", "id", "replyToId", "shelf", "source", "updatedAt", "version", "via", "subjectKind", "subjectId", "projectId") SELECT "authorId", "binnedAt", "body", "createdAt", "id", "replyToId", "shelf", "source", "updatedAt", "version", "via", 'issue', "issueId", (SELECT "projectId" FROM "Issue" WHERE "Issue"."id" = "issueId") FROM "Comment";
DROP TABLE "Comment";
ALTER TABLE "new_Comment" RENAME TO "Comment";
CREATE INDEX "Comment_subjectId_shelf_createdAt_id_idx" ON "Comment"("subjectId", "shelf", "createdAt", "id");
CREATE INDEX "Comment_shelf_binnedAt_id_idx" ON "Comment"("shelf", "binnedAt", "id");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

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
CREATE INDEX "Event_requestId_number_idx" ON "Event"("requestId", "number");
