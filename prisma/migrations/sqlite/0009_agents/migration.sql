-- CreateTable
CREATE TABLE "SessionStop" (
    "keyId" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "userId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    PRIMARY KEY ("keyId", "session")
);

-- CreateTable
CREATE TABLE "TokensServed" (
    "day" TEXT NOT NULL,
    "keyId" TEXT NOT NULL,
    "session" TEXT NOT NULL,
    "tool" TEXT NOT NULL,
    "projectId" TEXT NOT NULL,
    "calls" INTEGER NOT NULL,
    "tokens" INTEGER NOT NULL,

    PRIMARY KEY ("keyId", "session", "day", "tool", "projectId")
);

-- CreateTable
CREATE TABLE "UndoneEvent" (
    "number" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "TokensServed_day_idx" ON "TokensServed"("day");

-- CreateIndex
CREATE INDEX "TokensServed_keyId_day_idx" ON "TokensServed"("keyId", "day");

-- CreateIndex
CREATE INDEX "Claim_keyId_endedAt_idx" ON "Claim"("keyId", "endedAt");

-- What was undone before, but for undos that were taken back.
WITH undid AS (
  SELECT e."number" AS "by", e."at", CAST(n.value AS INTEGER) AS "number"
  FROM "Event" e, json_each(e."changes") c, json_each(c.value, '$.fields.undid[1]') n
  WHERE e."operation" IN ('events.undo', 'events.revert')
)
INSERT INTO "UndoneEvent" ("number", "at")
SELECT "number", MAX("at") FROM undid WHERE "by" NOT IN (SELECT "number" FROM undid) GROUP BY "number";
