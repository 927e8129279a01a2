-- AlterTable
ALTER TABLE "User" ADD COLUMN "projectIds" JSONB;
