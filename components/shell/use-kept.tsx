"use client";

import { useLayoutEffect, useState } from "react";
import { placeOf } from "#components/shell/places";
import { useHref } from "#components/shell/use-href";

/** A state that is as it was left when one comes back to the page, also after a reload; its values are plain data. */
export function useKept<Value>(name: string, first: Value): [Value, (next: Value) => void] {
  const href = useHref();
  const [value, setValue] = useState(first);
  useLayoutEffect(() => {
    const { kept } = placeOf(href);
    if (name in kept) setValue(kept[name] as Value);
  }, [href, name]);
  return [
    value,
    (next) => {
      placeOf(href).kept[name] = next;
      setValue(next);
    },
  ];
}
