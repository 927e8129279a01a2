"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useTransition } from "react";
import { Refusal } from "#components/api";
import { DropZone } from "#components/attachments/drop-zone";
import { type Upload, useUploads } from "#components/attachments/use-uploads";
import { useWorkspace } from "#components/shell/workspace";
import type { Attachment } from "#lib/domain/attachments/schema";

interface Attaching {
  mayWrite: boolean;
  maxSizeMb: number;
  uploads: readonly Upload[];
  /** Attaches files one after another; null stands for each that was refused, which has been said. */
  attach: (files: readonly File[]) => Promise<(Attachment | null)[]>;
  refresh: () => void;
}

const Context = createContext<Attaching | null>(null);

/** What attaches files to the page's subject, or to the comment around; null on pages that take none. */
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

/** Lets everything inside attach files to one subject, and takes those that are dropped anywhere on the page. */
export function AttachmentsProvider({ on, binned = false, maxSizeMb, children }: Props) {
  const { mayWrite } = useWorkspace();
  const attaching = useAttachingTo(on, { mayWrite: mayWrite && !binned, maxSizeMb });
  return (
    <Context value={attaching}>
      {attaching.mayWrite ? <DropZone on={on} onFiles={attaching.attach} /> : null}
      {children}
    </Context>
  );
}

interface CommentProps {
  /** Id of the comment. */
  comment: string;
  mine: boolean;
  children: ReactNode;
}

/** Lets everything inside attach files to a comment on the page's subject. */
export function CommentAttachments({ comment, mine, children }: CommentProps) {
  const { mayWrite = false, maxSizeMb = 0 } = useAttaching() ?? {};
  return <Context value={useAttachingTo(comment, { mayWrite: mine && mayWrite, maxSizeMb })}>{children}</Context>;
}

function useAttachingTo(on: string, may: Pick<Attaching, "mayWrite" | "maxSizeMb">): Attaching {
  const router = useRouter();
  const [, startTransition] = useTransition();
  const { uploads, upload } = useUploads(may.maxSizeMb);
  const refresh = () => startTransition(() => router.refresh());
  return {
    ...may,
    uploads,
    refresh,
    async attach(files) {
      const answers = await Promise.all(files.map((file) => upload(on, file)));
      const attached = answers.map((answer) => (answer instanceof Refusal ? null : answer));
      if (attached.some(Boolean)) refresh();
      return attached;
    },
  };
}
