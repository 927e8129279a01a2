"use client";

import { type ListSort, SORT_WORDS } from "#components/issues/list-params";
import { OrderButton } from "#components/issues/order-button";
import { Menu, MenuChoices, MenuContent, MenuTrigger } from "#components/ui/menu";

interface Props {
  sort: ListSort;
  onChange: (sort: ListSort) => void;
}

/** The orders of a list to choose from; open from the start. */
export default function OrderMenu({ sort, onChange }: Props) {
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>
        <OrderButton sort={sort} />
      </MenuTrigger>
      <MenuContent>
        <MenuChoices label="Order" value={sort} choices={SORT_WORDS} onChange={onChange} />
      </MenuContent>
    </Menu>
  );
}
