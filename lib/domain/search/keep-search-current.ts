import type { Database } from "#lib/db/database";
import { rewriteSearch } from "./rebuild-search.ts";

const SETTING = "search.form";

/** Writes the search index anew where an earlier version of Turbo stored its words in another form. */
export async function keepSearchCurrent(database: Database): Promise<void> {
  const stored = await database.reader.setting.findUnique({ where: { name: SETTING } });
  if (stored?.value === database.search.form) return;
  await rewriteSearch({ atomically: (work) => database.write((tx) => work({ database, db: tx })) });
  const merge = (part: "first" | "next") => database.write((tx) => database.search.merge(tx, part));
  for (let more = await merge("first"); more; ) more = await merge("next");
  await database.write(async (tx) => {
    await tx.setting.deleteMany({ where: { name: SETTING } });
    await tx.setting.createMany({ data: [{ name: SETTING, updatedAt: new Date(), value: database.search.form }] });
  });
}
