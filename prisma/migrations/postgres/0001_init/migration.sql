-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'member');

-- CreateEnum
CREATE TYPE "KeyKind" AS ENUM ('person', 'script', 'agent');

-- CreateEnum
CREATE TYPE "KeyScope" AS ENUM ('read', 'write', 'admin');

-- CreateEnum
CREATE TYPE "ProjectStatus" AS ENUM ('active', 'on_hold', 'completed', 'archived');

-- CreateEnum
CREATE TYPE "Priority" AS ENUM ('critical', 'high', 'medium', 'low', 'none');

-- CreateEnum
CREATE TYPE "IssueType" AS ENUM ('feature', 'bug', 'task', 'improvement', 'documentation', 'discovery');

-- CreateEnum
CREATE TYPE "IssueStatus" AS ENUM ('backlog', 'ready', 'in_progress', 'review', 'testing', 'done', 'canceled');

-- CreateEnum
CREATE TYPE "Resolution" AS ENUM ('wont_do', 'duplicate', 'obsolete');

-- CreateEnum
CREATE TYPE "LinkKind" AS ENUM ('blocks', 'relates_to', 'duplicates', 'discovered_from');

-- CreateEnum
CREATE TYPE "Shelf" AS ENUM ('live', 'archived', 'binned');

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "handle" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "email" TEXT COLLATE "C",
    "passwordHash" TEXT COLLATE "C",
    "role" "Role" NOT NULL DEFAULT 'member',
    "system" BOOLEAN NOT NULL DEFAULT false,
    "disabledAt" TIMESTAMP(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignIn" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "userAgent" TEXT COLLATE "C" NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OneTimeToken" (
    "hash" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "purpose" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "OneTimeToken_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "userId" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "kind" "KeyKind" NOT NULL,
    "scope" "KeyScope" NOT NULL,
    "prefix" TEXT COLLATE "C" NOT NULL,
    "hash" TEXT COLLATE "C" NOT NULL,
    "projectIds" JSONB,
    "expiresAt" TIMESTAMP(3),
    "lastUsedAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "key" TEXT COLLATE "C" NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "nameFold" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "status" "ProjectStatus" NOT NULL DEFAULT 'active',
    "priority" "Priority" NOT NULL DEFAULT 'none',
    "colour" TEXT COLLATE "C" NOT NULL DEFAULT 'slate',
    "repositoryUrl" TEXT COLLATE "C",
    "localPath" TEXT COLLATE "C",
    "leadId" TEXT COLLATE "C",
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "binnedAt" TIMESTAMP(3),
    "lastIssueNumber" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectMember" (
    "projectId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "ProjectMember_pkey" PRIMARY KEY ("projectId","userId")
);

-- CreateTable
CREATE TABLE "Label" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT COLLATE "C" NOT NULL,
    "nameFold" TEXT COLLATE "C" NOT NULL,
    "colour" TEXT COLLATE "C" NOT NULL DEFAULT 'slate',
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "binnedAt" TIMESTAMP(3),

    CONSTRAINT "Label_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProjectLabel" (
    "projectId" TEXT COLLATE "C" NOT NULL,
    "labelId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "ProjectLabel_pkey" PRIMARY KEY ("projectId","labelId")
);

-- CreateTable
CREATE TABLE "Issue" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "projectId" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT COLLATE "C" NOT NULL,
    "titleFold" TEXT COLLATE "C" NOT NULL,
    "description" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "type" "IssueType" NOT NULL DEFAULT 'task',
    "status" "IssueStatus" NOT NULL DEFAULT 'backlog',
    "statusOrder" INTEGER NOT NULL DEFAULT 0,
    "priority" "Priority" NOT NULL DEFAULT 'none',
    "priorityOrder" INTEGER NOT NULL DEFAULT 4,
    "estimate" DOUBLE PRECISION,
    "resolution" "Resolution",
    "assigneeId" TEXT COLLATE "C",
    "creatorId" TEXT COLLATE "C",
    "parentId" TEXT COLLATE "C",
    "dueDate" TEXT COLLATE "C",
    "dueSort" TEXT COLLATE "C" NOT NULL DEFAULT '9999-12-31',
    "rank" TEXT COLLATE "C" NOT NULL,
    "branch" TEXT COLLATE "C",
    "criteria" JSONB NOT NULL,
    "criteriaTotal" INTEGER NOT NULL DEFAULT 0,
    "criteriaDone" INTEGER NOT NULL DEFAULT 0,
    "startedAt" TIMESTAMP(3),
    "completedAt" TIMESTAMP(3),
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "archivedAt" TIMESTAMP(3),
    "binnedAt" TIMESTAMP(3),
    "source" TEXT COLLATE "C",

    CONSTRAINT "Issue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssueAlias" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "issueId" TEXT COLLATE "C" NOT NULL,
    "projectId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "IssueAlias_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssueLabel" (
    "issueId" TEXT COLLATE "C" NOT NULL,
    "labelId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "IssueLabel_pkey" PRIMARY KEY ("issueId","labelId")
);

-- CreateTable
CREATE TABLE "IssueLink" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "fromId" TEXT COLLATE "C" NOT NULL,
    "toId" TEXT COLLATE "C" NOT NULL,
    "kind" "LinkKind" NOT NULL,

    CONSTRAINT "IssueLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Comment" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "issueId" TEXT COLLATE "C" NOT NULL,
    "authorId" TEXT COLLATE "C",
    "via" JSONB,
    "replyToId" TEXT COLLATE "C",
    "body" TEXT COLLATE "C" NOT NULL,
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "binnedAt" TIMESTAMP(3),
    "source" TEXT COLLATE "C",

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WorkLog" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "issueId" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C",
    "via" JSONB,
    "model" TEXT COLLATE "C",
    "startedAt" TIMESTAMP(3) NOT NULL,
    "endedAt" TIMESTAMP(3),
    "minutes" INTEGER,
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "commits" JSONB NOT NULL,
    "branch" TEXT COLLATE "C",
    "pullRequest" TEXT COLLATE "C",
    "tokens" INTEGER,
    "cost" DOUBLE PRECISION,
    "shelf" "Shelf" NOT NULL DEFAULT 'live',
    "binnedAt" TIMESTAMP(3),

    CONSTRAINT "WorkLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "number" SERIAL NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "operation" TEXT COLLATE "C" NOT NULL,
    "door" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C",
    "keyId" TEXT COLLATE "C",
    "actor" JSONB NOT NULL,
    "session" TEXT COLLATE "C",
    "requestId" TEXT COLLATE "C" NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,
    "projectId" TEXT COLLATE "C",
    "changes" JSONB NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "EventSubject" (
    "number" INTEGER NOT NULL,
    "subjectId" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "EventSubject_pkey" PRIMARY KEY ("subjectId","number")
);

-- CreateTable
CREATE TABLE "IdempotencyKey" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "actor" TEXT COLLATE "C" NOT NULL,
    "operation" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "bodyHash" TEXT COLLATE "C" NOT NULL,
    "response" JSONB NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT COLLATE "C" NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
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

-- AddForeignKey
ALTER TABLE "SignIn" ADD CONSTRAINT "SignIn_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiKey" ADD CONSTRAINT "ApiKey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Project" ADD CONSTRAINT "Project_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectMember" ADD CONSTRAINT "ProjectMember_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectMember" ADD CONSTRAINT "ProjectMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectLabel" ADD CONSTRAINT "ProjectLabel_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProjectLabel" ADD CONSTRAINT "ProjectLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_assigneeId_fkey" FOREIGN KEY ("assigneeId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_creatorId_fkey" FOREIGN KEY ("creatorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Issue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueAlias" ADD CONSTRAINT "IssueAlias_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueAlias" ADD CONSTRAINT "IssueAlias_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueLabel" ADD CONSTRAINT "IssueLabel_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueLabel" ADD CONSTRAINT "IssueLabel_labelId_fkey" FOREIGN KEY ("labelId") REFERENCES "Label"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueLink" ADD CONSTRAINT "IssueLink_fromId_fkey" FOREIGN KEY ("fromId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssueLink" ADD CONSTRAINT "IssueLink_toId_fkey" FOREIGN KEY ("toId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkLog" ADD CONSTRAINT "WorkLog_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "WorkLog" ADD CONSTRAINT "WorkLog_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EventSubject" ADD CONSTRAINT "EventSubject_number_fkey" FOREIGN KEY ("number") REFERENCES "Event"("number") ON DELETE CASCADE ON UPDATE CASCADE;
