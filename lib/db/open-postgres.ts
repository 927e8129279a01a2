import pg from "pg";
import { TurboError } from "#lib/core/errors";
import { unreachable } from "./migrations.ts";

function clientFor(url: string): pg.Client {
  try {
    return new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch (error) {
    // What pg says may hold the address whole, its password included.
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    throw new TurboError(
      "configuration",
      `The address of the database cannot be used${code}. Look at its parameters, like the files of certificates that it names.`,
      { cause: error },
    );
  }
}

/** A connection of PostgreSQL's own driver, beside of Prisma. Throws `database` where the server cannot be reached. */
export async function openPostgres(url: string): Promise<pg.Client> {
  const client = clientFor(url);
  // A connection that breaks fails its query as well; without a listener it would end the process.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unreachable(new URL(url).host, error);
  }
}
