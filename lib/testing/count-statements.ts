import type { World } from "./world.ts";

/** How many SQL statements some work takes, without the transaction's own. */
export async function countStatements(world: World, work: () => Promise<unknown>): Promise<number> {
  world.statements();
  await work();
  return world.statements().filter((sql) => !/^(BEGIN|COMMIT)/.test(sql)).length;
}
