"use client";

import { type ComponentProps, useState } from "react";
import { OrderButton } from "#components/issues/order-button";
import type OrderMenuOf from "#components/issues/order-menu";
import { lazyPart } from "#components/ui/lazy-part";

const loadMenu = () => import("#components/issues/order-menu").then((loaded) => loaded.default);
const OrderMenu = lazyPart(loadMenu, ({ sort }) => <OrderButton sort={sort} />);

/** The order of a list; the code of its menu comes with the first use. */
export function ListOrder(props: ComponentProps<typeof OrderMenuOf>) {
  const [used, setUsed] = useState(false);
  if (used) return <OrderMenu {...props} />;
  return (
    <OrderButton
      sort={props.sort}
      onClick={() => setUsed(true)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        setUsed(true);
      }}
    />
  );
}
