-- CreateTable
CREATE TABLE "ModelCall" (
    "id" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "day" TEXT COLLATE "C" NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "keyId" TEXT COLLATE "C",
    "projectId" TEXT COLLATE "C",
    "purpose" TEXT COLLATE "C" NOT NULL,
    "provider" TEXT COLLATE "C" NOT NULL,
    "model" TEXT COLLATE "C" NOT NULL,
    "tokensIn" INTEGER NOT NULL,
    "tokensOut" INTEGER NOT NULL,
    "cachedTokens" INTEGER NOT NULL,
    "cost" INTEGER,
    "milliseconds" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "ModelCall_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ModelCall_day_userId_idx" ON "ModelCall"("day", "userId");
