"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useRef, useState, useTransition } from "react";
import { Refusal } from "#components/api";
import { DropZone } from "#components/attachments/drop-zone";
import { sizeWords } from "#components/attachments/size-words";
import { uploadFile } from "#components/attachments/upload-file";
import { useWorkspace } from "#components/shell/workspace";
import { refusalToast } from "#components/ui/refusal-toast";
import type { Attachment } from "#lib/domain/attachments/schema";

/** A file on its way. */
export interface Upload {
  id: number;
  name: string;
  /** How much is there, from 0 to 1. */
  part: number;
  stop: () => void;
}

interface Attaching {
  on: string;
  mayWrite: boolean;
  uploads: readonly Upload[];
  /** Attaches files one after another; null stands for each that was refused, which has been said. */
  attach: (files: readonly File[]) => Promise<(Attachment | null)[]>;
  refresh: () => void;
}

const Context = createContext<Attaching | null>(null);

/** What attaches files to the page's subject; null on pages that take none. */
export function useAttaching(): Attaching | null {
  return use(Context);
}

interface Props {
  /** Key of what files are attached to. */
  on: string;
  /** Lies it in the bin? */
  binned?: boolean;
  maxSizeMb: number;
  children: ReactNode;
}

let uploaded = 0;

/** Lets everything inside attach files to one subject, and takes those that are dropped anywhere on the page. */
export function AttachmentsProvider({ on, binned = false, maxSizeMb, children }: Props) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const workspace = useWorkspace();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const mayWrite = workspace.mayWrite && !binned;

  const refresh = () => startTransition(() => router.refresh());

  async function attachOne(file: File): Promise<Attachment | null> {
    const id = ++uploaded;
    const control = new AbortController();
    const change = (part: number) => setUploads((now) => now.map((one) => (one.id === id ? { ...one, part } : one)));
    const before = turn.current;
    setUploads((now) => [...now, { id, name: file.name, part: 0, stop: () => control.abort() }]);
    try {
      if (file.size > maxSizeMb * 1024 * 1024) {
        const size = sizeWords(file.size);
        throw new Refusal(
          "too_large",
          `It has ${size}, and the limit is ${maxSizeMb} MB. Attach a smaller one, or link to where it lies.`,
        );
      }
      const sent = before.then(() => uploadFile({ on, file, onProgress: change, signal: control.signal }));
      turn.current = sent.catch(() => undefined);
      return await sent;
    } catch (error) {
      refusalToast(error, `${file.name || "The file"} was not attached`);
      return null;
    } finally {
      setUploads((now) => now.filter((one) => one.id !== id));
    }
  }

  async function attach(files: readonly File[]): Promise<(Attachment | null)[]> {
    const attached = await Promise.all(files.map(attachOne));
    if (attached.some(Boolean)) refresh();
    return attached;
  }

  return (
    <Context value={{ on, mayWrite, uploads, attach, refresh }}>
      {mayWrite ? <DropZone on={on} onFiles={attach} /> : null}
      {children}
    </Context>
  );
}
