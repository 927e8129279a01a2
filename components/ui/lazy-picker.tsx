"use client";

import dynamic from "next/dynamic";

/** The picker, whose code comes with its first use. */
export const LazyPicker = dynamic(() => import("#components/ui/picker"), { ssr: false });
