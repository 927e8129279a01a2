-- CreateTable
CREATE TABLE "Sample" (
    "at" TIMESTAMP(3) NOT NULL,
    "instance" TEXT COLLATE "C" NOT NULL,
    "requests" INTEGER NOT NULL,
    "errors" INTEGER NOT NULL,
    "times" JSONB NOT NULL,
    "oldest" INTEGER NOT NULL,
    "agents" INTEGER NOT NULL,
    "memory" INTEGER NOT NULL,

    CONSTRAINT "Sample_pkey" PRIMARY KEY ("at","instance")
);

-- CreateIndex
CREATE INDEX "Event_userId_number_idx" ON "Event"("userId", "number");

-- CreateIndex
CREATE INDEX "Event_operation_number_idx" ON "Event"("operation", "number");

-- CreateIndex
CREATE INDEX "Event_at_idx" ON "Event"("at");
