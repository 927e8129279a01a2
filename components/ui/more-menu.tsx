"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { Button } from "#components/ui/button";
import { Menu, MenuContent, MenuTrigger } from "#components/ui/menu";

interface Props {
  label?: string;
  /** The button that opens it. */
  ref?: Ref<HTMLButtonElement>;
  children: ReactNode;
}

/** What else can be done with something, behind three dots. */
export function MoreMenu({ label = "More actions", ref, children }: Props) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button ref={ref} look="quiet" size="icon" aria-label={label}>
          <Ellipsis className="size-4" aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent>{children}</MenuContent>
    </Menu>
  );
}
