import { CircleDot, FileText, Flag, Folder, type LucideIcon, Scale, Target } from "lucide-react";
import type { SubjectChip } from "#lib/domain/subjects/schema";

const SIGNS: Record<SubjectChip["kind"], [Icon: LucideIcon, words: string]> = {
  project: [Folder, "Project"],
  issue: [CircleDot, "Issue"],
  initiative: [Target, "Initiative"],
  milestone: [Flag, "Milestone"],
  decision: [Scale, "Decision"],
  document: [FileText, "Document"],
};

/** The sign of a kind of thing that has no status circle. */
export function NounSign({ kind, className = "size-3.5" }: { kind: SubjectChip["kind"]; className?: string }) {
  const [Icon, words] = SIGNS[kind];
  return <Icon className={`shrink-0 text-muted ${className}`} aria-label={words} />;
}
