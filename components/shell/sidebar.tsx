"use client";

import {
  Bot,
  ChartGantt,
  CircleUserRound,
  FileText,
  FolderKanban,
  Inbox,
  Keyboard,
  ListChecks,
  ListOrdered,
  type LucideIcon,
  Plus,
  Scale,
  Search,
  Settings,
  SquarePen,
  Target,
  Trash2,
} from "lucide-react";
import type { ReactNode } from "react";
import { UnreadCount } from "#components/inbox/unread-count";
import { IssueKey } from "#components/issues/issue-key";
import { ColourDot } from "#components/labels/label-colour";
import { NavLink } from "#components/shell/nav-link";
import { useOverlays } from "#components/shell/overlays";
import { SHORTCUTS } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { Avatar } from "#components/ui/avatar";
import { Button } from "#components/ui/button";
import { IconButton } from "#components/ui/icon-button";
import { Kbd } from "#components/ui/kbd";
import { Tooltip } from "#components/ui/tooltip";

const PLACES: readonly Place[] = [
  { href: "/inbox", words: "Inbox", icon: Inbox },
  { href: "/my", words: "My issues", icon: CircleUserRound },
  { href: "/queue", words: "Queue", icon: ListOrdered },
  { href: "/agents", words: "Agents", icon: Bot, deep: true },
  { href: "/initiatives", words: "Initiatives", icon: Target, deep: true },
  { href: "/timeline", words: "Timeline", icon: ChartGantt },
  { href: "/decisions", words: "Decisions", icon: Scale, deep: true },
  { href: "/proposals", words: "Proposals", icon: ListChecks, deep: true },
  { href: "/documents", words: "Documents", icon: FileText, deep: true },
  { href: "/projects", words: "All projects", icon: FolderKanban },
];

/** What the sidebar holds; on phones the same stands in a sheet, which `onGo` closes. */
export function Sidebar({ onGo }: { onGo?: () => void }) {
  const { me, projects, mayWrite, mayMakeProjects } = useWorkspace();
  const overlays = useOverlays();
  const active = projects.filter((project) => project.status !== "archived");
  return (
    <nav aria-label="Main" className="flex h-full min-h-0 flex-col gap-0.5 p-2">
      <div className="flex h-9 items-center gap-2 px-2">
        <TurboSign />
        <span className="font-semibold text-control tracking-tight">Turbo</span>
        {mayWrite ? (
          <span className="ms-auto">
            <Tooltip text={SHORTCUTS.create.label} keys={SHORTCUTS.create.keys}>
              <Button
                look="quiet"
                size="icon"
                aria-label={SHORTCUTS.create.label}
                onClick={() => {
                  onGo?.();
                  overlays.create("issue");
                }}
              >
                <SquarePen className="size-4" aria-hidden="true" />
              </Button>
            </Tooltip>
          </span>
        ) : null}
      </div>
      <button
        type="button"
        onClick={() => {
          onGo?.();
          overlays.openPalette();
        }}
        className="mb-2 flex h-control items-center gap-2 rounded-control border border-line-strong bg-raised px-2 text-muted text-row hover:text-ink"
      >
        <Search className="size-3.5" aria-hidden="true" />
        Search
        <span className="ms-auto">
          <Kbd keys={SHORTCUTS.palette.keys} />
        </span>
      </button>
      {PLACES.map((place) => (
        <PlaceLink key={place.href} {...place} onGo={onGo}>
          {place.href === "/inbox" ? <UnreadCount /> : null}
        </PlaceLink>
      ))}

      <div className="mt-3 flex h-7 items-center justify-between ps-2 font-medium text-mini text-muted">
        Projects
        {mayMakeProjects ? (
          <Tooltip text={SHORTCUTS.createProject.label} keys={SHORTCUTS.createProject.keys}>
            <IconButton
              icon={Plus}
              label="Create project"
              onClick={() => {
                onGo?.();
                overlays.create("project");
              }}
            />
          </Tooltip>
        ) : null}
      </div>
      <ul className="min-h-0 flex-1 overflow-y-auto">
        {active.map((project) => (
          <li key={project.id}>
            <NavLink href={`/projects/${project.key}`} deep onClick={onGo}>
              <ColourDot colour={project.colour} square />
              <span dir="auto" className="min-w-0 flex-1 truncate text-start">
                {project.name}
              </span>
              <IssueKey>{project.key}</IssueKey>
            </NavLink>
          </li>
        ))}
        {active.length === 0 ? <li className="px-2 py-1 text-muted">No projects yet.</li> : null}
      </ul>

      <PlaceLink href="/bin" words="Bin" icon={Trash2} onGo={onGo} />
      <div className="flex items-center gap-0.5 border-t pt-2">
        <NavLink href="/settings" onClick={onGo} className="min-w-0 flex-1">
          <Avatar name={me.name} size={20} />
          <span className="min-w-0 flex-1 truncate">{me.name}</span>
          <Settings className="size-3.5" aria-hidden="true" />
          <span className="sr-only">Settings</span>
        </NavLink>
        <Tooltip text={SHORTCUTS.help.label} keys={SHORTCUTS.help.keys} side="top">
          <Button look="quiet" size="icon" aria-label={SHORTCUTS.help.label} onClick={overlays.openHelp}>
            <Keyboard className="size-4" aria-hidden="true" />
          </Button>
        </Tooltip>
      </div>
    </nav>
  );
}

interface Place {
  href: string;
  words: string;
  icon: LucideIcon;
  deep?: boolean;
}

function PlaceLink({
  words,
  icon: Icon,
  onGo,
  children,
  ...link
}: Place & { onGo: (() => void) | undefined; children?: ReactNode }) {
  return (
    <NavLink {...link} onClick={onGo}>
      <Icon className="size-3.5" aria-hidden="true" />
      {words}
      {children}
    </NavLink>
  );
}

function TurboSign() {
  return (
    <svg viewBox="0 0 20 20" className="size-5" aria-hidden="true">
      <rect width="20" height="20" rx="5.5" fill="var(--accent)" />
      <path d="M5 6.5h10M8.4 10h6.6M11.8 13.5H15" stroke="var(--on-accent)" strokeWidth="1.9" strokeLinecap="round" />
    </svg>
  );
}
