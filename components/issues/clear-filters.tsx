"use client";

import { useQueryStates } from "nuqs";
import { LIST_PARAMS, NO_FILTERS } from "#components/issues/list-params";
import { Button } from "#components/ui/button";

/** Shows the whole list again. */
export function ClearFilters() {
  const [, setParams] = useQueryStates(LIST_PARAMS, { shallow: false, clearOnDefault: true });
  return <Button onClick={() => setParams(NO_FILTERS)}>Clear filters</Button>;
}
