import { inQuotes } from "#lib/core/one-line";
import { minute, quoted } from "#lib/domain/people/quoted";
import type { WorkLog } from "#lib/domain/worklogs/schema";

/** A work log: its id, how long, and its note as data. */
export function workLogText(log: WorkLog): string {
  const time = log.running ? "running" : `${log.minutes ?? 0} min`;
  const facts = [
    `${time} from ${minute(log.startedAt)}`,
    log.model && `model ${inQuotes(log.model)}`,
    log.commits.length > 0 && `commits ${log.commits.join(" ")}`,
    log.branch && `branch ${inQuotes(log.branch)}`,
    log.pullRequest,
    log.tokens !== null && `${log.tokens} tokens`,
    log.cost !== null && `${log.cost} USD`,
  ].filter(Boolean);
  const head = `Work log ${log.id} on ${log.issue}: ${facts.join("; ")}`;
  if (!log.note) return head;
  return `${head}\n${quoted(log.note, { what: "Note", author: log.user, via: log.via, at: log.startedAt })}`;
}
