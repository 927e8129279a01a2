-- AlterTable
ALTER TABLE "OneTimeToken" ADD COLUMN     "byId" TEXT COLLATE "C",
ADD COLUMN     "id" TEXT COLLATE "C",
ADD COLUMN     "invited" JSONB,
ADD COLUMN     "userId" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "oldEndsAt" TIMESTAMP(3),
ADD COLUMN     "oldHash" TEXT COLLATE "C";

-- CreateIndex
CREATE UNIQUE INDEX "OneTimeToken_id_key" ON "OneTimeToken"("id");

-- CreateIndex
CREATE INDEX "OneTimeToken_purpose_createdAt_idx" ON "OneTimeToken"("purpose", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_oldHash_key" ON "ApiKey"("oldHash");

-- AddForeignKey
ALTER TABLE "OneTimeToken" ADD CONSTRAINT "OneTimeToken_byId_fkey" FOREIGN KEY ("byId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OneTimeToken" ADD CONSTRAINT "OneTimeToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
