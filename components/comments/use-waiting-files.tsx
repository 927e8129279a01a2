"use client";

import { useState } from "react";
import { Refusal } from "#components/api";
import { useUploads } from "#components/attachments/use-uploads";
import { fileStore } from "#components/typed/file-store";
import type { Typed } from "#components/typed/use-typed";

/** A file that goes with a comment; its content lies in the file store. */
export interface WaitingFile {
  id: string;
  name: string;
  size: number;
  /** Id of the comment that is there already and lacks it. */
  to: string | null;
}

/** A comment while it is written. */
export interface Written {
  body: string;
  files: readonly WaitingFile[];
}

export const NO_FILES: Written["files"] = [];

/** The server would take the file at another time. */
const LATER: readonly Refusal["code"][] = [
  "offline",
  "unauthenticated",
  "too_slow",
  "limited",
  "internal",
  "busy",
  "database",
];

/** The files of a comment while it is written: kept beside its words until each is attached, refused or taken out. */
export function useWaitingFiles(typed: Typed<Written>, maxSizeMb: number) {
  const { uploads, upload } = useUploads(maxSizeMb);
  const [onItsWay, setOnItsWay] = useState("");

  function take(files: readonly File[]) {
    for (const file of files) {
      const id = Date.now().toString(36) + Math.random().toString(36).slice(2);
      const added = { id, name: file.name || "file", size: file.size, to: null };
      typed.set(({ files: before }) => ({ files: [...before, added] }));
      fileStore.put(id, file);
    }
  }

  function drop({ id }: WaitingFile) {
    typed.set((now) => ({ files: now.files.filter((one) => one.id !== id) }));
    fileStore.drop(id);
  }

  /** Attaches them to their comments, one after another. Answers whether none of them waits any more. */
  async function attach(files: readonly WaitingFile[]): Promise<boolean> {
    for (const waiting of files) {
      const file = await fileStore.get(waiting.id);
      if (!file || !waiting.to) return false;
      setOnItsWay(waiting.id);
      const answer = await upload(waiting.to, file, waiting.id);
      setOnItsWay("");
      if (answer instanceof Refusal && LATER.includes(answer.code)) return false;
      drop(waiting);
    }
    return true;
  }

  return { still: typed.values.files.filter(({ id }) => id !== onItsWay), uploads, take, drop, attach };
}

/** Throws where the content of one is not on this device. */
export async function requireContents(files: readonly WaitingFile[]): Promise<void> {
  for (const { id, name } of files) {
    if (!(await fileStore.get(id))) throw new Error(`${name} was not kept. Attach it again, or take it out.`);
  }
}
