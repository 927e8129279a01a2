"use client";

import { useRef, useState } from "react";
import { Refusal } from "#components/api";
import { sizeWords } from "#components/attachments/size-words";
import { uploadFile } from "#components/attachments/upload-file";
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

let uploaded = 0;

/** Sends files one after another and tells how far each is. */
export function useUploads(maxSizeMb: number) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const turn = useRef<Promise<unknown>>(Promise.resolve());

  /** Attaches a file to what a key or id names; a refusal has been said already. `once` marks what may be sent again. */
  async function upload(on: string, file: File, once?: string): Promise<Attachment | Refusal> {
    const id = ++uploaded;
    const control = new AbortController();
    const change = (part: number) => setUploads((now) => now.map((one) => (one.id === id ? { ...one, part } : one)));
    const before = turn.current;
    setUploads((now) => [...now, { id, name: file.name, part: 0, stop: () => control.abort() }]);
    try {
      requireFit(file, maxSizeMb);
      const sent = before.then(() => uploadFile({ on, file, onProgress: change, signal: control.signal, once }));
      turn.current = sent.catch(() => undefined);
      return await sent;
    } catch (error) {
      refusalToast(error, `${file.name || "The file"} was not attached`);
      return error as Refusal;
    } finally {
      setUploads((now) => now.filter((one) => one.id !== id));
    }
  }

  return { uploads, upload };
}

/** Those that are not too large; of the others it is said that they are. */
export function fitting(files: readonly File[], maxSizeMb: number): File[] {
  return files.filter((file) => {
    try {
      requireFit(file, maxSizeMb);
      return true;
    } catch (error) {
      refusalToast(error, `${file.name || "The file"} was not attached`);
      return false;
    }
  });
}

function requireFit(file: File, maxSizeMb: number): void {
  if (file.size <= maxSizeMb * 1024 * 1024) return;
  const size = sizeWords(file.size);
  const message = `It has ${size}, and the limit is ${maxSizeMb} MB. Attach a smaller one, or link to where it lies.`;
  throw new Refusal("too_large", message);
}
