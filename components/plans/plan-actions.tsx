"use client";

import { Ellipsis } from "lucide-react";
import { CopyLinkItem } from "#components/shelf/copy-link-item";
import { ShelfItems } from "#components/shelf/shelf-items";
import type { Shelved } from "#components/shelf/shelf-notice";
import { Button } from "#components/ui/button";
import { Menu, MenuContent, MenuTrigger } from "#components/ui/menu";

interface Props {
  path: string;
  plan: Shelved;
  /** Where its list is. */
  home: string;
}

/** What can be done with a whole initiative or milestone. */
export function PlanActions({ path, plan, home }: Props) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="quiet" size="icon" aria-label={`More about ${plan.key}`}>
          <Ellipsis className="size-4" aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent>
        <CopyLinkItem path={path} />
        <ShelfItems path={path} thing={plan} home={home} />
      </MenuContent>
    </Menu>
  );
}
