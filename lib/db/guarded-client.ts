import type { TurboError } from "#lib/core/errors";
import { Prisma, type PrismaClient } from "../../prisma/generated/sqlite/client.ts";

const METHODS = [
  ...["findUnique", "findUniqueOrThrow", "findFirst", "findFirstOrThrow", "findMany"],
  ...[
    "count",
    "aggregate",
    "groupBy",
    "create",
    "createMany",
    "update",
    "updateMany",
    "upsert",
    "delete",
    "deleteMany",
  ],
];

type Ask = (...given: unknown[]) => Promise<unknown>;

/**
 * What a client does outside of transactions, with the failures that `refusal` knows told in its words. Hand-written
 * statements are read by `read`, where it is given.
 */
export function guardedClient(
  client: PrismaClient,
  refusal: (error: unknown) => TurboError | null,
  read: (sql: string, ...values: unknown[]) => Promise<unknown> = client.$queryRawUnsafe.bind(client),
): PrismaClient {
  const guard =
    (ask: Ask): Ask =>
    (...given) =>
      ask(...given).then(undefined, (error: unknown) => {
        throw refusal(error) ?? error;
      });
  const delegates = Object.values(Prisma.ModelName).map((model) => {
    const name = `${model[0]?.toLowerCase()}${model.slice(1)}`;
    const delegate = client[name as keyof PrismaClient] as unknown as Record<string, Ask>;
    return [name, Object.fromEntries(METHODS.map((method) => [method, guard(delegate[method] as Ask)]))] as const;
  });
  return {
    ...Object.fromEntries(delegates),
    $queryRaw: guard(client.$queryRaw.bind(client) as unknown as Ask),
    $queryRawUnsafe: guard(read as Ask),
  } as unknown as PrismaClient;
}
