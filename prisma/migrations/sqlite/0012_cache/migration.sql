-- CreateTable
CREATE TABLE "CacheEntry" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "expiresAt" DATETIME NOT NULL,
    "bytes" INTEGER NOT NULL,
    "value" BLOB NOT NULL
);

-- CreateIndex
CREATE INDEX "CacheEntry_expiresAt_bytes_idx" ON "CacheEntry"("expiresAt", "bytes");
