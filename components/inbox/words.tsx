import type { InboxItem, InboxKind, InboxView } from "#lib/domain/inbox/schema";

export const KIND_WORDS: Record<InboxKind, string> = {
  question: "Questions to you",
  answer: "Answers",
  proposal: "Plans to review",
  settled: "Settled plans of yours",
  mention: "Mentions",
  assignment: "Assignments",
  decision: "Decisions to accept",
  due_soon: "Due soon",
};

export const VIEW_WORDS: Record<InboxView, string> = {
  open: "Open",
  unread: "Unread",
  snoozed: "Snoozed",
  done: "Done",
};

export const EMPTY_WORDS: Record<InboxView, [title: string, text: string]> = {
  open: [
    "Nothing waits for you",
    "Questions, plans to review, mentions, issues given to you, decisions to accept and what is due within three days come here.",
  ],
  unread: ["Nothing unread", "What you have not looked at yet comes here."],
  snoozed: ["Nothing snoozed", "Press H on an item to put it away until a time that suits; it comes back by itself."],
  done: ["Nothing done yet", "Press E on an item that needs nothing more from you; it goes here."],
};

/** What happened, as the row says it after who did it. */
export function deedWords({ kind, source, on, question }: InboxItem): string {
  if (kind === "question") return question?.blocking ? "asks you and waits" : "asks you";
  if (kind === "answer") return "answered your question";
  if (kind === "proposal") return "proposes a plan";
  if (kind === "settled") return "settled your plan";
  if (kind === "assignment") return on.kind === "initiative" ? "made it yours" : "assigned it to you";
  if (kind === "decision") return "asks for a decision";
  return source ? "named you in a comment" : "named you";
}

/** The days between now and a date, in words: "due tomorrow", "3 days overdue". */
export function dueWords(date: string, today: string): string {
  const days = Math.round((Date.parse(date) - Date.parse(today)) / 86_400_000);
  if (days === 0) return "due today";
  if (days === 1) return "due tomorrow";
  if (days === -1) return "1 day overdue";
  return days > 0 ? `due in ${days} days` : `${-days} days overdue`;
}

/** "Today", "Yesterday", "Later" or the date, under which an item stands. */
export function dayHeading(day: string, today: string, dayWords: (date: string) => string): string {
  const days = Math.round((Date.parse(today) - Date.parse(day)) / 86_400_000);
  if (days < 0) return "Later";
  if (days === 0) return "Today";
  return days === 1 ? "Yesterday" : dayWords(day);
}
