"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

type Props = ComponentProps<typeof NextLink>;

/**
 * A link to a page of ours. The page is fetched ahead once somebody points at the link or tabs to it, not as soon as it is
 * to be seen; with `prefetch={false}`, as in rows that one walks through, only when it is opened.
 */
export function Link(props: Props) {
  return props.prefetch === false ? <NextLink {...props} /> : <FetchedAhead {...props} />;
}

function FetchedAhead({ prefetch: _, onPointerEnter, onFocus, ...rest }: Props) {
  const [near, setNear] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={near ? null : false}
      onPointerEnter={(event) => {
        setNear(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setNear(true);
        onFocus?.(event);
      }}
    />
  );
}
