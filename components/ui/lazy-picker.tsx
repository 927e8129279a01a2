"use client";

import { useLayoutEffect } from "react";
import { lazyPart } from "#components/ui/lazy-part";
import type { PickerProps } from "#components/ui/picker";
import { beginTypeAhead, takeTypeAhead } from "#components/ui/type-ahead";

const Picker = lazyPart(() => import("#components/ui/picker").then((loaded) => loaded.default));

/** The picker, whose code comes with its first use; what is typed until it is there lands in it. */
export function LazyPicker(props: PickerProps) {
  useLayoutEffect(() => {
    if (!document.activeElement?.matches("[cmdk-input]")) beginTypeAhead();
    return () => void takeTypeAhead();
  }, []);
  return <Picker {...props} />;
}
