import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { PRIORITY_WORDS, STATUS_WORDS, TYPE_WORDS } from "#components/issues/words";

export const SORT_WORDS = {
  rank: "Manual",
  "-updatedAt": "Last updated",
  "-createdAt": "Newest",
  createdAt: "Oldest",
  priority: "Priority",
  due: "Due date",
  title: "Title",
} as const;
export type ListSort = keyof typeof SORT_WORDS;

const trimmed = createParser({ parse: (text: string) => text.trim() || null, serialize: String });

/** What a list's address holds. */
export const LIST_PARAMS = {
  status: parseAsArrayOf(parseAsStringLiteral(keys(STATUS_WORDS))).withDefault([]),
  priority: parseAsArrayOf(parseAsStringLiteral(keys(PRIORITY_WORDS))).withDefault([]),
  type: parseAsArrayOf(parseAsStringLiteral(keys(TYPE_WORDS))).withDefault([]),
  assignee: parseAsString.withDefault(""),
  initiative: parseAsString.withDefault(""),
  milestone: parseAsString.withDefault(""),
  label: parseAsArrayOf(parseAsString).withDefault([]),
  text: trimmed.withDefault(""),
  sort: parseAsStringLiteral(keys(SORT_WORDS)).withDefault("rank"),
};

/** What narrows a list; its order does not. */
export const NARROWING = keys(LIST_PARAMS).filter((name) => name !== "sort");

/** A list that is not narrowed; its order stays. */
export const NO_FILTERS = Object.fromEntries(NARROWING.map((name) => [name, null]));

function keys<Key extends string>(of: Record<Key, unknown>): Key[] {
  return Object.keys(of) as Key[];
}
