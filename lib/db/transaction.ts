import type { Prisma, PrismaClient } from "../../prisma/generated/sqlite/client.ts";

type ReadMethod =
  | "findUnique"
  | "findUniqueOrThrow"
  | "findFirst"
  | "findFirstOrThrow"
  | "findMany"
  | "count"
  | "aggregate"
  | "groupBy";

type Model = Uncapitalize<Prisma.ModelName>;

/** Committed rows, no way to write. On SQLite this is a connection of its own under `query_only`. */
export type Reader = { [Name in Model]: Pick<PrismaClient[Name], ReadMethod & keyof PrismaClient[Name]> } & Pick<
  PrismaClient,
  "$queryRaw" | "$queryRawUnsafe"
>;

/** An open write transaction. */
export type Transaction = Prisma.TransactionClient;

export type Engine = "sqlite" | "postgres";
