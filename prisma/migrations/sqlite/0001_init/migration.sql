-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "passwordHash" TEXT,
    "role" TEXT NOT NULL DEFAULT 'member',
    "system" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" DATETIME
);

-- CreateTable
CREATE TABLE "SignIn" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "userId" TEXT NOT NULL,
    "userAgent" TEXT NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    CONSTRAINT "SignIn_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OneTimeToken" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "purpose" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "userId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "projectIds" JSONB,
    "expiresAt" DATETIME,
    "lastUsedAt" DATETIME,
    "revokedAt" DATETIME,
    CONSTRAINT "ApiKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Project" (
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
    CONSTRAINT "Project_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProjectMember" (
    "projectId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,

    PRIMARY KEY ("projectId", "userId"),
    CONSTRAINT "ProjectMember_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ProjectMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Label" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL,
    "nameFold" TEXT NOT NULL,
    "colour" TEXT NOT NULL DEFAULT 'slate',
    "description" TEXT NOT NULL DEFAULT '',
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME
);

-- CreateTable
CREATE TABLE "ProjectLabel" (
    "projectId" TEXT NOT NULL,
    "labelId" TEXT NOT NULL,

    PRIMARY KEY ("projectId", "labelId"),
    CONSTRAINT "ProjectLabel_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ProjectLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Issue" (
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
    CONSTRAINT "Issue_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Issue" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IssueAlias" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "key" TEXT NOT NULL,
    "issueId" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    CONSTRAINT "IssueAlias_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "IssueAlias_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IssueLabel" (
    "issueId" TEXT NOT NULL,
    "labelId" TEXT NOT NULL,

    PRIMARY KEY ("issueId", "labelId"),
    CONSTRAINT "IssueLabel_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "IssueLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IssueLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "fromId" TEXT NOT NULL,
    "toId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    CONSTRAINT "IssueLink_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "IssueLink_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "issueId" TEXT NOT NULL,
    "authorId" TEXT,
    "via" JSONB,
    "replyToId" TEXT,
    "body" TEXT NOT NULL,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME,
    "source" TEXT,
    CONSTRAINT "Comment_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "WorkLog" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "issueId" TEXT NOT NULL,
    "userId" TEXT,
    "via" JSONB,
    "model" TEXT,
    "startedAt" DATETIME NOT NULL,
    "endedAt" DATETIME,
    "minutes" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "commits" JSONB NOT NULL,
    "branch" TEXT,
    "pullRequest" TEXT,
    "tokens" INTEGER,
    "cost" REAL,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME,
    CONSTRAINT "WorkLog_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "WorkLog_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Event" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "operation" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "userId" TEXT,
    "keyId" TEXT,
    "actor" JSONB NOT NULL,
    "session" TEXT,
    "requestId" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "projectId" TEXT,
    "changes" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "EventSubject" (
    "number" INTEGER NOT NULL,
    "subjectId" TEXT NOT NULL,

    PRIMARY KEY ("subjectId", "number"),
    CONSTRAINT "EventSubject_number_fkey" FOREIGN KEY ("number") REFERENCES "Event" ("number") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "response" JSONB NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "updatedAt" DATETIME NOT NULL,
    "value" JSONB NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "User_handle_key" ON "User"("handle");

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "SignIn_userId_createdAt_idx" ON "SignIn"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_userId_createdAt_idx" ON "ApiKey"("userId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Project_key_key" ON "Project"("key");

-- CreateIndex
CREATE INDEX "Project_shelf_nameFold_id_idx" ON "Project"("shelf", "nameFold", "id");

-- CreateIndex
CREATE INDEX "Project_shelf_updatedAt_id_idx" ON "Project"("shelf", "updatedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Label_nameFold_key" ON "Label"("nameFold");

-- CreateIndex
CREATE INDEX "Label_shelf_nameFold_id_idx" ON "Label"("shelf", "nameFold", "id");

-- CreateIndex
CREATE INDEX "Issue_parentId_rank_id_idx" ON "Issue"("parentId", "rank", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_createdAt_id_idx" ON "Issue"("shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_updatedAt_id_idx" ON "Issue"("shelf", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_priorityOrder_createdAt_id_idx" ON "Issue"("shelf", "priorityOrder", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_dueSort_id_idx" ON "Issue"("shelf", "dueSort", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_titleFold_id_idx" ON "Issue"("shelf", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_rank_id_idx" ON "Issue"("shelf", "rank", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_status_updatedAt_id_idx" ON "Issue"("shelf", "status", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_assigneeId_updatedAt_id_idx" ON "Issue"("shelf", "assigneeId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_projectId_createdAt_id_idx" ON "Issue"("shelf", "projectId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_projectId_updatedAt_id_idx" ON "Issue"("shelf", "projectId", "updatedAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_projectId_priorityOrder_createdAt_id_idx" ON "Issue"("shelf", "projectId", "priorityOrder", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_projectId_dueSort_id_status_idx" ON "Issue"("shelf", "projectId", "dueSort", "id", "status");

-- CreateIndex
CREATE INDEX "Issue_shelf_projectId_titleFold_id_idx" ON "Issue"("shelf", "projectId", "titleFold", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_projectId_rank_id_idx" ON "Issue"("shelf", "projectId", "rank", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_projectId_status_rank_id_idx" ON "Issue"("shelf", "projectId", "status", "rank", "id");

-- CreateIndex
CREATE INDEX "Issue_shelf_binnedAt_id_idx" ON "Issue"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Issue_projectId_number_key" ON "Issue"("projectId", "number");

-- CreateIndex
CREATE INDEX "IssueAlias_key_idx" ON "IssueAlias"("key");

-- CreateIndex
CREATE INDEX "IssueAlias_issueId_idx" ON "IssueAlias"("issueId");

-- CreateIndex
CREATE UNIQUE INDEX "IssueAlias_projectId_key_key" ON "IssueAlias"("projectId", "key");

-- CreateIndex
CREATE INDEX "IssueLabel_labelId_issueId_idx" ON "IssueLabel"("labelId", "issueId");

-- CreateIndex
CREATE INDEX "IssueLink_toId_kind_idx" ON "IssueLink"("toId", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "IssueLink_fromId_toId_kind_key" ON "IssueLink"("fromId", "toId", "kind");

-- CreateIndex
CREATE INDEX "Comment_issueId_shelf_createdAt_id_idx" ON "Comment"("issueId", "shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Comment_shelf_binnedAt_id_idx" ON "Comment"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE INDEX "WorkLog_issueId_shelf_startedAt_id_idx" ON "WorkLog"("issueId", "shelf", "startedAt", "id");

-- CreateIndex
CREATE INDEX "WorkLog_shelf_startedAt_id_idx" ON "WorkLog"("shelf", "startedAt", "id");

-- CreateIndex
CREATE INDEX "WorkLog_shelf_userId_startedAt_id_idx" ON "WorkLog"("shelf", "userId", "startedAt", "id");

-- CreateIndex
CREATE INDEX "WorkLog_shelf_binnedAt_id_idx" ON "WorkLog"("shelf", "binnedAt", "id");

-- CreateIndex
CREATE INDEX "Event_subjectId_number_idx" ON "Event"("subjectId", "number");

-- CreateIndex
CREATE INDEX "Event_projectId_number_idx" ON "Event"("projectId", "number");

-- CreateIndex
CREATE INDEX "Event_session_number_idx" ON "Event"("session", "number");

-- CreateIndex
CREATE INDEX "Event_keyId_number_idx" ON "Event"("keyId", "number");

-- CreateIndex
CREATE INDEX "EventSubject_number_idx" ON "EventSubject"("number");

-- CreateIndex
CREATE INDEX "IdempotencyKey_createdAt_idx" ON "IdempotencyKey"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "IdempotencyKey_actor_operation_key_key" ON "IdempotencyKey"("actor", "operation", "key");
