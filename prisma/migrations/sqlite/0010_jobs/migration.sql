-- CreateTable
CREATE TABLE "Job" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "slot" TEXT,
    "data" JSONB NOT NULL,
    "schedule" TEXT,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "dueAt" DATETIME,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "tried" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL,
    "startedAt" DATETIME,
    "endedAt" DATETIME,
    "cancelAt" DATETIME,
    "done" INTEGER,
    "total" INTEGER,
    "note" TEXT NOT NULL DEFAULT '',
    "error" TEXT NOT NULL DEFAULT ''
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
