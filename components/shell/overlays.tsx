"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { currentTarget, type IssueTarget } from "#components/issues/issue-target";
import { useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { lazyPart } from "#components/ui/lazy-part";
import { beginTypeAhead, takeTypeAhead } from "#components/ui/type-ahead";
import { useFirstTouch } from "#components/ui/use-first-touch";

const partOf = <Part,>(loaded: { default: Part }): Part => loaded.default;
const loadPalette = () => import("#components/shell/command-palette");
const loadCreateIssue = () => import("#components/issues/create-issue-dialog");
const loadPicker = () => import("#components/ui/picker");

const CommandPalette = lazyPart(() => loadPalette().then(partOf));
const HelpSheet = lazyPart(() => import("#components/shell/help-sheet").then(partOf));
const DIALOGS = {
  issue: lazyPart(() => loadCreateIssue().then(partOf)),
  project: lazyPart(() => import("#components/projects/create-project-dialog").then(partOf)),
  initiative: lazyPart(() => import("#components/initiatives/create-initiative-dialog").then(partOf)),
  milestone: lazyPart(() => import("#components/milestones/create-milestone-dialog").then(partOf)),
  decision: lazyPart(() => import("#components/decisions/create-decision-dialog").then(partOf)),
  document: lazyPart(() => import("#components/documents/create-document-dialog").then(partOf)),
};

/** What has a dialog that makes it. */
export type Creatable = keyof typeof DIALOGS;

/** What something new begins with: keys, and the status of an issue. */
export interface Draft {
  project?: string;
  parent?: string;
  status?: string;
  initiative?: string;
  milestone?: string;
}

interface Overlays {
  /** What the draft leaves open, the page tells. */
  create: (what: Creatable, draft?: Draft) => void;
  openPalette: () => void;
  openHelp: () => void;
}

const Context = createContext<Overlays | null>(null);

export function useOverlays(): Overlays {
  const overlays = use(Context);
  if (!overlays) throw new Error("useOverlays is used outside of the shell");
  return overlays;
}

type Open =
  | { what: "palette"; target: IssueTarget | null }
  | { what: "help" }
  | { what: "dialog"; of: Creatable; draft: Draft };

/** The dialogs that every page can open; the code of the common ones comes with the first touch, before most are asked for. */
export function OverlayProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null);
  const router = useRouter();
  const { mayWrite, mayMakeProjects } = useWorkspace();
  const overlays = useMemo<Overlays>(() => {
    const openForm = (form: Open) => {
      beginTypeAhead();
      setOpen(form);
    };
    return {
      create: (of, draft) => openForm({ what: "dialog", of, draft: { ...placeOfPage(), ...draft } }),
      openPalette: () => openForm({ what: "palette", target: currentTarget() }),
      openHelp: () => setOpen({ what: "help" }),
    };
  }, []);
  useFirstTouch(() => void Promise.allSettled([loadPalette(), loadCreateIssue(), loadPicker()]));
  useShortcut("palette", overlays.openPalette);
  useShortcut("help", overlays.openHelp);
  useShortcut(mayWrite ? "create" : undefined, () => overlays.create("issue"));
  useShortcut("search", () => router.push("/search"));
  useShortcut(mayMakeProjects ? "createProject" : undefined, () => overlays.create("project"));
  useShortcut(mayWrite ? "createDecision" : undefined, () => overlays.create("decision"));
  useShortcut(mayWrite ? "createDocument" : undefined, () => overlays.create("document"));
  useShortcut(mayWrite ? "createInitiative" : undefined, () => overlays.create("initiative"));
  useShortcut(mayWrite ? "createMilestone" : undefined, () => overlays.create("milestone"));
  useShortcut("inbox", () => router.push("/inbox"));
  useShortcut("my", () => router.push("/my"));
  useShortcut("queue", () => router.push("/queue"));
  useShortcut("projects", () => router.push("/projects"));
  useShortcut("initiatives", () => router.push("/initiatives"));
  useShortcut("timeline", () => router.push("/timeline"));
  useShortcut("decisions", () => router.push("/decisions"));
  useShortcut("proposals", () => router.push("/proposals"));
  useShortcut("documents", () => router.push("/documents"));
  useShortcut("agents", () => router.push("/agents"));
  useShortcut("bin", () => router.push("/bin"));
  useShortcut("settings", () => router.push("/settings"));
  const toggle = (isOpen: boolean) => {
    if (isOpen) return;
    takeTypeAhead();
    setOpen(null);
  };
  const CreateDialog = open?.what === "dialog" ? DIALOGS[open.of] : null;
  return (
    <Context value={overlays}>
      {children}
      {open?.what === "palette" ? <CommandPalette open onOpenChange={toggle} target={open.target} /> : null}
      {open?.what === "help" ? <HelpSheet open onOpenChange={toggle} /> : null}
      {CreateDialog && open?.what === "dialog" ? <CreateDialog open onOpenChange={toggle} draft={open.draft} /> : null}
    </Context>
  );
}

/** The project of the page that is open, from its address. */
function placeOfPage(): Draft {
  const [, kind, key] = window.location.pathname.split("/");
  if (kind === "projects" && key) return { project: key };
  if ((kind === "issues" || kind === "documents") && key) return { project: key.split("-")[0] };
  if (kind === "decisions" && key?.includes("-DEC")) return { project: key.split("-")[0] };
  if (kind === "milestones" && key) return { project: key.split("-")[0], milestone: key };
  if (kind === "initiatives" && key) return { initiative: key };
  return {};
}
