-- CreateEnum
CREATE TYPE "JobState" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "name" TEXT COLLATE "C" NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "slot" TEXT COLLATE "C",
    "data" JSONB NOT NULL,
    "schedule" TEXT COLLATE "C",
    "state" "JobState" NOT NULL DEFAULT 'queued',
    "dueAt" TIMESTAMP(3),
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "tried" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "cancelAt" TIMESTAMP(3),
    "done" INTEGER,
    "total" INTEGER,
    "note" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "error" TEXT COLLATE "C" NOT NULL DEFAULT '',

    CONSTRAINT "Job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Job_slot_key" ON "Job"("slot");

-- CreateIndex
CREATE INDEX "Job_dueAt_idx" ON "Job"("dueAt");

-- CreateIndex
CREATE INDEX "Job_createdAt_id_idx" ON "Job"("createdAt", "id");

-- CreateIndex
CREATE INDEX "Job_state_createdAt_id_idx" ON "Job"("state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Job_name_createdAt_id_idx" ON "Job"("name", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Document_parentId_idx" ON "Document"("parentId");
