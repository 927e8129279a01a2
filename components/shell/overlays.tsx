"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, use, useMemo, useState } from "react";
import { currentTarget, type IssueTarget } from "#components/issues/issue-target";
import { useShortcut } from "#components/shell/shortcuts";
import { lazyPart } from "#components/ui/lazy-part";
import { beginTypeAhead, takeTypeAhead } from "#components/ui/type-ahead";
import { useFirstTouch } from "#components/ui/use-first-touch";

const partOf = <Part,>(loaded: { default: Part }): Part => loaded.default;
const loadPalette = () => import("#components/shell/command-palette");
const loadCreateIssue = () => import("#components/issues/create-issue-dialog");
const loadPicker = () => import("#components/ui/picker");

const CommandPalette = lazyPart(() => loadPalette().then(partOf));
const HelpSheet = lazyPart(() => import("#components/shell/help-sheet").then(partOf));
const CreateIssueDialog = lazyPart(() => loadCreateIssue().then(partOf));
const CreateInitiativeDialog = lazyPart(() => import("#components/initiatives/create-initiative-dialog").then(partOf));
const CreateMilestoneDialog = lazyPart(() => import("#components/milestones/create-milestone-dialog").then(partOf));
const CreateDecisionDialog = lazyPart(() => import("#components/decisions/create-decision-dialog").then(partOf));
const CreateProjectDialog = lazyPart(() => import("#components/projects/create-project-dialog").then(partOf));
const CreateDocumentDialog = lazyPart(() => import("#components/documents/create-document-dialog").then(partOf));

/** What a new issue begins with. */
export interface IssueDraft {
  project?: string;
  parent?: string;
  status?: string;
  initiative?: string;
  milestone?: string;
}

/** What a new document begins with. */
interface DocumentDraft {
  project?: string | undefined;
  parent?: string | undefined;
}

interface Overlays {
  /** In a project, by key; that of the page where none is named. */
  createDecision: (project?: string) => void;
  createDocument: (draft?: DocumentDraft) => void;
  createIssue: (draft?: IssueDraft) => void;
  createProject: () => void;
  /** For a project, by key; that of the page where none is named. */
  createInitiative: (project?: string) => void;
  createMilestone: (project?: string) => void;
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
  | { what: "help" | "project" }
  | { what: "issue"; draft: IssueDraft }
  | { what: "initiative" | "milestone" | "decision"; project: string | undefined }
  | { what: "document"; draft: DocumentDraft };

/** The dialogs that every page can open; the code of the common ones comes with the first touch, before most are asked for. */
export function OverlayProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Open | null>(null);
  const router = useRouter();
  const overlays = useMemo<Overlays>(() => {
    const openForm = (form: Open) => {
      beginTypeAhead();
      setOpen(form);
    };
    return {
      createIssue: (draft = {}) => openForm({ what: "issue", draft: { ...placeOfPage(), ...draft } }),
      createProject: () => openForm({ what: "project" }),
      createDecision: (project = placeOfPage().project) => openForm({ what: "decision", project }),
      createDocument: (draft = {}) => openForm({ what: "document", draft: draft.project ? draft : placeOfPage() }),
      createInitiative: (project = placeOfPage().project) => openForm({ what: "initiative", project }),
      createMilestone: (project = placeOfPage().project) => openForm({ what: "milestone", project }),
      openPalette: () => openForm({ what: "palette", target: currentTarget() }),
      openHelp: () => setOpen({ what: "help" }),
    };
  }, []);
  useFirstTouch(() => void Promise.allSettled([loadPalette(), loadCreateIssue(), loadPicker()]));
  useShortcut("palette", overlays.openPalette);
  useShortcut("help", overlays.openHelp);
  useShortcut("create", () => overlays.createIssue());
  useShortcut("search", () => router.push("/search"));
  useShortcut("createProject", overlays.createProject);
  useShortcut("createDecision", () => overlays.createDecision());
  useShortcut("createDocument", () => overlays.createDocument());
  useShortcut("createInitiative", () => overlays.createInitiative());
  useShortcut("createMilestone", () => overlays.createMilestone());
  useShortcut("inbox", () => router.push("/inbox"));
  useShortcut("my", () => router.push("/my"));
  useShortcut("projects", () => router.push("/projects"));
  useShortcut("initiatives", () => router.push("/initiatives"));
  useShortcut("timeline", () => router.push("/timeline"));
  useShortcut("decisions", () => router.push("/decisions"));
  useShortcut("documents", () => router.push("/documents"));
  useShortcut("sessions", () => router.push("/activity"));
  useShortcut("bin", () => router.push("/bin"));
  useShortcut("settings", () => router.push("/settings"));
  const toggle = (isOpen: boolean) => {
    if (isOpen) return;
    takeTypeAhead();
    setOpen(null);
  };
  return (
    <Context value={overlays}>
      {children}
      {open?.what === "palette" ? <CommandPalette open onOpenChange={toggle} target={open.target} /> : null}
      {open?.what === "help" ? <HelpSheet open onOpenChange={toggle} /> : null}
      {open?.what === "project" ? <CreateProjectDialog open onOpenChange={toggle} /> : null}
      {open?.what === "initiative" ? (
        <CreateInitiativeDialog open onOpenChange={toggle} project={open.project} />
      ) : null}
      {open?.what === "decision" ? <CreateDecisionDialog open onOpenChange={toggle} project={open.project} /> : null}
      {open?.what === "milestone" ? <CreateMilestoneDialog open onOpenChange={toggle} project={open.project} /> : null}
      {open?.what === "issue" ? <CreateIssueDialog open onOpenChange={toggle} draft={open.draft} /> : null}
      {open?.what === "document" ? <CreateDocumentDialog open onOpenChange={toggle} draft={open.draft} /> : null}
    </Context>
  );
}

/** The project of the page that is open, from its address. */
function placeOfPage(): IssueDraft {
  const [, kind, key] = window.location.pathname.split("/");
  if (kind === "projects" && key) return { project: key };
  if ((kind === "issues" || kind === "documents") && key) return { project: key.split("-")[0] };
  if (kind === "decisions" && key?.includes("-DEC")) return { project: key.split("-")[0] };
  if (kind === "milestones" && key) return { project: key.split("-")[0], milestone: key };
  if (kind === "initiatives" && key) return { initiative: key };
  return {};
}
