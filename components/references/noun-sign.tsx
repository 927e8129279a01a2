import { CircleDot, FileText, Flag, Folder, ListChecks, type LucideIcon, Scale, Target } from "lucide-react";
import { KINDS, type SubjectKind } from "#lib/domain/kinds";

const SIGNS: Record<SubjectKind, LucideIcon> = {
  project: Folder,
  issue: CircleDot,
  initiative: Target,
  milestone: Flag,
  decision: Scale,
  document: FileText,
  proposal: ListChecks,
};

/** The sign of a kind of thing that has no status circle. */
export function NounSign({ kind, className = "size-3.5" }: { kind: SubjectKind; className?: string }) {
  const Icon = SIGNS[kind];
  return <Icon className={`shrink-0 text-muted ${className}`} aria-label={KINDS[kind].words} />;
}
