"use client";

import { type FieldChoice, type FieldName, ISSUE_FIELDS } from "#components/issues/fields";
import { useLists } from "#components/shell/use-list";

/** What a field can be set to, in a project where one is known; null while it is on its way. */
export function useChoices(field: FieldName, project?: string): FieldChoice[] | null {
  const { list, choices } = ISSUE_FIELDS[field];
  const lists = useLists([list], project);
  return choices?.(lists) ?? null;
}
