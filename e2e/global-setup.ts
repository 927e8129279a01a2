import { startPostgres } from "#lib/testing/postgres";

/** One PostgreSQL for all journeys that want one. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startPostgres();
  process.env.TURBO_TEST_POSTGRES = server.url;
  return () => server.stop();
}
