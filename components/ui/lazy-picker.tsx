"use client";

import { lazyPart } from "#components/ui/lazy-part";

/** The picker, whose code comes with its first use. */
export const LazyPicker = lazyPart(() => import("#components/ui/picker").then(({ default: Picker }) => Picker));
