import type { ReactNode } from "react";
import { readDocument } from "./read-document.ts";

interface Props {
  params: Promise<{ key: string }>;
  children: ReactNode;
}

/** Asks whether there is such a document before anything is sent, so that the answer can still be a 404. */
export default async function DocumentLayout({ params, children }: Props) {
  await readDocument((await params).key);
  return children;
}
