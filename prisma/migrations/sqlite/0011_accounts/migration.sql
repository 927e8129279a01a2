-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN "oldEndsAt" DATETIME;
ALTER TABLE "ApiKey" ADD COLUMN "oldHash" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_OneTimeToken" (
    "hash" TEXT NOT NULL PRIMARY KEY,
    "createdAt" DATETIME NOT NULL,
    "purpose" TEXT NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "id" TEXT,
    "byId" TEXT,
    "invited" JSONB,
    "userId" TEXT,
    CONSTRAINT "OneTimeToken_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "OneTimeToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
INSERT INTO "new_OneTimeToken" ("createdAt", "expiresAt", "hash", "purpose", "usedAt") SELECT "createdAt", "expiresAt", "hash", "purpose", "usedAt" FROM "OneTimeToken";
DROP TABLE "OneTimeToken";
ALTER TABLE "new_OneTimeToken" RENAME TO "OneTimeToken";
CREATE UNIQUE INDEX "OneTimeToken_id_key" ON "OneTimeToken"("id");
CREATE INDEX "OneTimeToken_purpose_createdAt_idx" ON "OneTimeToken"("purpose", "createdAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_oldHash_key" ON "ApiKey"("oldHash");
