import { createLoader, type inferParserType, type SearchParams } from "nuqs/server";
import { readGroups } from "#components/issues/list-groups";
import { LIST_PARAMS } from "#components/issues/list-params";
import type { IssueGroup, ListQuery } from "#components/issues/list-query";
import { TurboError } from "#lib/core/errors";
import { listGroups } from "#lib/domain/issues/list-groups";
import { readPage } from "#lib/doors/page";

const loadParams = createLoader(LIST_PARAMS);

export interface IssueListPage {
  groups: IssueGroup[];
  query: ListQuery;
  params: inferParserType<typeof LIST_PARAMS>;
  refusal?: string;
}

/** Reads what the address of a list asks for, within `fixed`. */
export async function readIssueList(
  searchParams: Promise<SearchParams>,
  fixed: { project?: string; assignee?: string; initiative?: string; milestone?: string },
): Promise<IssueListPage> {
  const params = await loadParams(searchParams);
  const query: ListQuery = {
    sort: params.sort,
    ...(fixed.project ? { project: [fixed.project] } : {}),
    ...(params.priority.length > 0 ? { priority: params.priority } : {}),
    ...(params.type.length > 0 ? { type: params.type } : {}),
    ...(params.label.length > 0 ? { label: params.label } : {}),
    ...(params.text ? { text: params.text } : {}),
    ...(fixed.initiative || params.initiative ? { initiative: fixed.initiative ?? params.initiative } : {}),
    ...(fixed.milestone || params.milestone ? { milestone: fixed.milestone ?? params.milestone } : {}),
    ...(fixed.assignee || params.assignee ? { assignee: fixed.assignee ?? params.assignee } : {}),
  };
  try {
    return {
      params,
      query,
      groups: await readGroups((input) => readPage(listGroups, input), query, params.status),
    };
  } catch (error) {
    if (error instanceof TurboError && error.code === "invalid") {
      return { params, query, groups: [], refusal: error.message };
    }
    throw error;
  }
}
