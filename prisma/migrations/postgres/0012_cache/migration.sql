-- CreateTable
CREATE TABLE "CacheEntry" (
    "name" TEXT COLLATE "C" NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "bytes" INTEGER NOT NULL,
    "value" BYTEA NOT NULL,

    CONSTRAINT "CacheEntry_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "CacheEntry_expiresAt_bytes_idx" ON "CacheEntry"("expiresAt", "bytes");
