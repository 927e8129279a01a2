-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "issueId" TEXT NOT NULL,
    "askerId" TEXT,
    "via" JSONB,
    "askedId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "blocking" BOOLEAN NOT NULL DEFAULT true,
    "state" TEXT NOT NULL DEFAULT 'open',
    "choice" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "answererId" TEXT,
    "answeredAt" DATETIME,
    "shelf" TEXT NOT NULL DEFAULT 'live',
    "binnedAt" DATETIME,
    CONSTRAINT "Question_issueId_fkey" FOREIGN KEY ("issueId") REFERENCES "Issue" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Question_askerId_fkey" FOREIGN KEY ("askerId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Question_askedId_fkey" FOREIGN KEY ("askedId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Question_answererId_fkey" FOREIGN KEY ("answererId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Question_issueId_state_blocking_shelf_idx" ON "Question"("issueId", "state", "blocking", "shelf");

-- CreateIndex
CREATE INDEX "Question_issueId_shelf_createdAt_id_idx" ON "Question"("issueId", "shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_createdAt_id_idx" ON "Question"("shelf", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_state_createdAt_id_idx" ON "Question"("shelf", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_askerId_createdAt_id_idx" ON "Question"("shelf", "askerId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_askedId_createdAt_id_idx" ON "Question"("shelf", "askedId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_askedId_state_createdAt_id_idx" ON "Question"("shelf", "askedId", "state", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Question_shelf_binnedAt_id_idx" ON "Question"("shelf", "binnedAt", "id");
