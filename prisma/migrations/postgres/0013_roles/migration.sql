-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'admin' BEFORE 'member';
ALTER TYPE "Role" ADD VALUE 'viewer';

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "projectIds" JSONB;
