import type { CriteriaCount } from "./schema.ts";

/** How far criteria are met: "2 of 3 met, 1 verified"; empty where there are none. */
export function criteriaWords({ total, done, verified }: CriteriaCount): string {
  if (total === 0) return "";
  if (verified === total) return `all ${total} verified`;
  return `${done} of ${total} met${done > 0 ? `, ${verified} verified` : ""}`;
}

/** What is to be said beside the status of an issue that is done although criteria of it are not verified; else null. */
export function unverifiedWords(status: string, { total, verified }: CriteriaCount): string | null {
  return status === "done" && verified < total ? `${verified} of ${total} verified` : null;
}
