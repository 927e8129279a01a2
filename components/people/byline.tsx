import type { ReactNode } from "react";
import { Avatar } from "#components/ui/avatar";
import type { Origin } from "#lib/domain/events/schema";
import type { Person, Via } from "#lib/domain/people/schema";

interface Props {
  person: Pick<Person, "name"> | null;
  via: Via | null;
  children?: ReactNode;
}

/** Who did something: an agent by its client's name with the person it acts for, a person by name. */
export function Byline({ person, via, children }: Props) {
  const agent = via?.kind === "agent";
  const name = person?.name ?? "Somebody who left";
  const actor = agent ? (via.client ?? via.key ?? "Agent") : name;
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">
      <Avatar name={actor} agent={agent} />
      <bdi className="font-medium text-ink">{actor}</bdi>
      {agent ? (
        <span className="text-muted">
          for <bdi>{name}</bdi>
        </span>
      ) : null}
      {children}
    </span>
  );
}

interface MakerProps {
  person: Pick<Person, "handle" | "name">;
  /** Through what it was made; where that was for somebody else, as in an import, it says nothing of this person. */
  origin: Origin | null;
}

/** Who made something, on one line: an agent with the person it acted for, or a person. */
export function Maker({ person, origin }: MakerProps) {
  const via = origin?.handle === person.handle ? origin.via : null;
  if (via?.kind !== "agent") return <bdi>{person.name}</bdi>;
  return (
    <span title={viaWords(via)}>
      <bdi>{via.client ?? via.key ?? "Agent"}</bdi> for <bdi>{person.name}</bdi>
    </span>
  );
}

/** The key and session behind a write, in words; empty for a person in a browser. */
export function viaWords(via: Via | null, door?: string): string {
  if (!via && !door) return "";
  const parts = [
    via?.key ? `key ${via.key}` : null,
    via?.kind === "agent" ? null : via?.client,
    via?.session ? `session ${via.session}` : null,
    door ? DOORS[door] : null,
  ];
  return parts.filter(Boolean).join(" · ");
}

const DOORS: Record<string, string> = { web: "", rest: "REST", mcp: "MCP", cli: "command line", job: "Turbo itself" };
