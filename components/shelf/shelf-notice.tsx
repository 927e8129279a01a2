"use client";

import { useRouter } from "next/navigation";
import { restore } from "#components/shelf/to-bin";
import { useWorkspace } from "#components/shell/workspace";
import { Button } from "#components/ui/button";

/** Something that can be put away. */
export interface Shelved {
  key: string;
  shelf: "live" | "archived" | "binned";
}

interface Props {
  /** Where it is changed in the REST door. */
  path: string;
  thing: Shelved;
  /** What it is, in a sentence. */
  noun: string;
  /** What it means that it is archived. */
  archived?: string;
}

/** Says that a thing is archived or in the bin, with the way back. */
export function ShelfNotice({ path, thing, noun, archived = "archived and hidden from lists" }: Props) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  if (thing.shelf === "live") return null;
  return (
    <div
      role="status"
      className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-card border bg-sunken px-3 py-2 text-row"
    >
      This {noun} is {thing.shelf === "binned" ? "in the bin" : archived}.
      {mayWrite ? <Button onClick={() => restore(path, thing.key, router.refresh)}>Restore</Button> : null}
    </div>
  );
}
