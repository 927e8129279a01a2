"use client";

import { Paperclip, X } from "lucide-react";
import { useEffect, useState } from "react";
import { sizeWords } from "#components/attachments/size-words";
import type { WaitingFile } from "#components/comments/use-waiting-files";
import { fileStore } from "#components/typed/file-store";
import { IconButton } from "#components/ui/icon-button";

interface Props {
  files: readonly WaitingFile[];
  /** Absent while they are sent. */
  onRemove: ((file: WaitingFile) => void) | null;
}

/** Files that go with a comment once it is sent. */
export function ChosenFiles({ files, onRemove }: Props) {
  if (files.length === 0) return null;
  return (
    <ul aria-label="Files to send with it" className="px-3 pb-1">
      {files.map((file) => (
        <Row key={file.id} file={file} onRemove={onRemove} />
      ))}
    </ul>
  );
}

function Row({ file, onRemove }: { file: WaitingFile; onRemove: Props["onRemove"] }) {
  const content = useContent(file.id);
  return (
    <li className="flex min-h-row items-center gap-2 text-row">
      <span className="flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-control border border-line bg-hover text-muted">
        <Picture file={content} />
      </span>
      <span className="min-w-0">
        <span className="flex items-center gap-2">
          <span dir="auto" title={file.name} className="truncate">
            {file.name}
          </span>
          <span className="shrink-0 font-mono text-mini text-muted tabular-nums">{sizeWords(file.size)}</span>
        </span>
        {content === null ? (
          <span className="block text-danger text-mini">Was not kept. Attach it again, or take it out.</span>
        ) : file.to ? (
          <span className="block text-mini text-muted">Not attached to the comment yet</span>
        ) : null}
      </span>
      {onRemove ? (
        <IconButton icon={X} className="ms-auto" label={`Take ${file.name} out`} onClick={() => onRemove(file)} />
      ) : null}
    </li>
  );
}

/** Undefined until it is known, null where it is not on this device. */
function useContent(id: string): File | null | undefined {
  const [content, setContent] = useState<File | null>();
  useEffect(() => {
    let here = true;
    void fileStore.get(id).then((file) => here && setContent(file));
    return () => {
      here = false;
    };
  }, [id]);
  return content;
}

function Picture({ file }: { file: File | null | undefined }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!file || !/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) return;
    const made = URL.createObjectURL(file);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  if (!address) return <Paperclip className="size-4" aria-hidden="true" />;
  return <img src={address} alt="" className="size-full object-cover" onError={() => setAddress(null)} />;
}
