import { ArrowDownWideNarrow } from "lucide-react";
import type { ComponentProps } from "react";
import { type ListSort, SORT_WORDS } from "#components/issues/list-params";
import { Button } from "#components/ui/button";
import { Tooltip } from "#components/ui/tooltip";

/** Says in which order a list stands, and asks for another. */
export function OrderButton({ sort, ...rest }: { sort: ListSort } & ComponentProps<typeof Button>) {
  return (
    <Tooltip text="Order">
      <Button look="quiet" aria-haspopup="menu" aria-label={`Order: ${SORT_WORDS[sort]}`} {...rest}>
        <ArrowDownWideNarrow className="size-3.5" aria-hidden="true" />
        <span className="max-sm:hidden">{SORT_WORDS[sort]}</span>
      </Button>
    </Tooltip>
  );
}
