-- CreateTable
CREATE TABLE "SessionStop" (
    "keyId" TEXT COLLATE "C" NOT NULL,
    "session" TEXT COLLATE "C" NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "userId" TEXT COLLATE "C" NOT NULL,
    "reason" TEXT COLLATE "C" NOT NULL,

    CONSTRAINT "SessionStop_pkey" PRIMARY KEY ("keyId","session")
);

-- CreateTable
CREATE TABLE "TokensServed" (
    "day" TEXT COLLATE "C" NOT NULL,
    "keyId" TEXT COLLATE "C" NOT NULL,
    "session" TEXT COLLATE "C" NOT NULL,
    "tool" TEXT COLLATE "C" NOT NULL,
    "projectId" TEXT COLLATE "C" NOT NULL,
    "calls" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,

    CONSTRAINT "TokensServed_pkey" PRIMARY KEY ("keyId","session","day","tool","projectId")
);

-- CreateTable
CREATE TABLE "UndoneEvent" (
    "number" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "UndoneEvent_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE INDEX "TokensServed_day_idx" ON "TokensServed"("day");

-- CreateIndex
CREATE INDEX "TokensServed_keyId_day_idx" ON "TokensServed"("keyId", "day");

-- CreateIndex
CREATE INDEX "Claim_keyId_endedAt_idx" ON "Claim"("keyId", "endedAt");

-- What was undone before, but for undos that were taken back.
WITH undid AS (
  SELECT e."number" AS "by", e."at", CAST(n AS INTEGER) AS "number"
  FROM "Event" e, jsonb_array_elements(e."changes") c, jsonb_array_elements_text(c->'fields'->'undid'->1) n
  WHERE e."operation" IN ('events.undo', 'events.revert')
)
INSERT INTO "UndoneEvent" ("number", "at")
SELECT "number", MAX("at") FROM undid WHERE "by" NOT IN (SELECT "number" FROM undid) GROUP BY "number";
