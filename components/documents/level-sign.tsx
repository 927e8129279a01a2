import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Finding } from "#lib/domain/documents/schema";

const SIGNS = {
  error: { Icon: CircleAlert, look: "text-danger" },
  warning: { Icon: TriangleAlert, look: "text-status-progress" },
  info: { Icon: Info, look: "text-muted" },
  hint: { Icon: Info, look: "text-muted" },
} as const;

/** The sign of a finding's level, each with a shape of its own. */
export function LevelSign({ level }: { level: Finding["level"] }) {
  const { Icon, look } = SIGNS[level];
  return <Icon role="img" aria-label={level} className={`size-3.5 shrink-0 ${look}`} />;
}
