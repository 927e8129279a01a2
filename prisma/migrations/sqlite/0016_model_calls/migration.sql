-- CreateTable
CREATE TABLE "ModelCall" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "day" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "keyId" TEXT,
    "projectId" TEXT,
    "purpose" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "tokensIn" INTEGER NOT NULL,
    "tokensOut" INTEGER NOT NULL,
    "cachedTokens" INTEGER NOT NULL,
    "cost" INTEGER,
    "milliseconds" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "ModelCall_day_userId_idx" ON "ModelCall"("day", "userId");
