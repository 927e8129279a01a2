"use client";

import { CopyLinkItem } from "#components/shelf/copy-link-item";
import { ShelfItems } from "#components/shelf/shelf-items";
import type { Shelved } from "#components/shelf/shelf-notice";
import { MoreMenu } from "#components/ui/more-menu";

interface Props {
  path: string;
  plan: Shelved;
  /** Where its list is. */
  home: string;
}

/** What can be done with a whole initiative or milestone. */
export function PlanActions({ path, plan, home }: Props) {
  return (
    <MoreMenu label={`More about ${plan.key}`}>
      <CopyLinkItem path={path} />
      <ShelfItems path={path} thing={plan} home={home} />
    </MoreMenu>
  );
}
