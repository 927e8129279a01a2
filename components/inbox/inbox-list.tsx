"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState, useTransition } from "react";
import { post } from "#components/api";
import { noteChange } from "#components/events/undo-stack";
import { toastOwnChange } from "#components/events/undo-toast";
import { InboxQuestion } from "#components/inbox/inbox-question";
import { InboxRow } from "#components/inbox/inbox-row";
import { snoozeTimes } from "#components/inbox/snooze-times";
import { inboxChanged } from "#components/inbox/use-unread";
import { dayHeading } from "#components/inbox/words";
import type { GivenAnswer } from "#components/questions/answer-form";
import { sendAnswer } from "#components/questions/send-answer";
import { useShortcut } from "#components/shell/shortcuts";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { LazyPicker } from "#components/ui/lazy-picker";
import { useReadersDay } from "#components/ui/readers-day";
import { dayWords } from "#components/ui/time-words";
import { dayIn } from "#lib/core/calendar";
import type { InboxItem } from "#lib/domain/inbox/schema";

interface Props {
  items: InboxItem[];
  /** What is asked as the server rendered it, by the id of its item. */
  texts: Readonly<Record<string, ReactNode>>;
}

type Mark = "read" | "unread" | "done" | "open";

/** The inbox by day: J and K go through it, E is done, H snoozes, U is unread again, Enter opens. */
export function InboxList({ items, texts }: Props) {
  const { today, timeZone } = useReadersDay();
  // Their own inbox a viewer clears, too; an answer is a write like any other.
  const { mayWrite } = useWorkspace();
  const router = useRouter();
  const [, startTransition] = useTransition();
  const list = useRef<HTMLDivElement>(null);
  const [gone, setGone] = useState<{ items: InboxItem[]; ids: ReadonlySet<string> }>({ items, ids: new Set() });
  const [snoozing, setSnoozing] = useState<{ item: InboxItem; anchor: HTMLElement } | null>(null);
  const [answering, setAnswering] = useState<string | null>(null);
  const hidden = gone.items === items ? gone.ids : new Set<string>();
  const shown = items.filter(({ id }) => !hidden.has(id));

  function rows(): HTMLElement[] {
    return [...(list.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])];
  }
  function current(): HTMLElement | undefined {
    return document.activeElement?.closest<HTMLElement>("[data-item]") ?? undefined;
  }
  function move(step: 1 | -1) {
    const all = rows();
    const here = current();
    focus(here ? all[all.indexOf(here) + step] : step === 1 ? all[0] : all.at(-1));
  }
  function withItem(act: (item: InboxItem, row: HTMLElement) => void) {
    const row = current();
    const item = shown.find(({ id }) => id === row?.dataset.item);
    if (row && item) act(item, row);
  }

  async function tell(asked: Promise<unknown>): Promise<unknown> {
    const answer = await asked.finally(inboxChanged);
    startTransition(() => router.refresh());
    return answer;
  }
  /** A change of an item that the keys can take back, for which it is sent once more as it was. */
  const changeOf = (item: InboxItem, write: () => Promise<unknown>, words: string) => ({
    words: `The notification on ${item.on.key} is ${words}`,
    back: () => tell(putBack(item)),
    again: () => tell(write()),
  });

  /** Takes an item from the list at once; the row after it has the focus. */
  async function putAway(item: InboxItem, write: () => Promise<unknown>, words: string) {
    const all = rows();
    const at = all.findIndex((row) => row.dataset.item === item.id);
    focus(all[at + 1] ?? all[at - 1]);
    setGone({ items, ids: new Set([...hidden, item.id]) });
    if (await attempt(() => tell(write()), "It was not put away")) toastOwnChange(changeOf(item, write, words));
    else setGone({ items, ids: hidden });
  }
  /** Takes a question from the list at once; where its answer is refused, it is back with what was typed. */
  async function answer(item: InboxItem, question: string, given: GivenAnswer) {
    const all = rows();
    const at = all.findIndex((row) => row.dataset.item === item.id);
    focus(all[at + 1] ?? all[at - 1]);
    setGone({ items, ids: new Set([...hidden, item.id]) });
    const refresh = () => {
      inboxChanged();
      startTransition(() => router.refresh());
    };
    const done = await sendAnswer({ id: question, issue: item.on.key }, given, refresh);
    if (done) setAnswering(null);
    else setGone({ items, ids: hidden });
    return done;
  }
  const finish = (item: InboxItem) =>
    putAway(item, () => mark(item, item.done ? "open" : "done"), item.done ? "open again" : "done");
  async function markRead(item: InboxItem) {
    const as = item.read ? "unread" : "read";
    const write = () => mark(item, as);
    if (await attempt(() => tell(write()), "It was not marked")) noteChange(changeOf(item, write, as));
  }

  useShortcut("next", () => move(1));
  useShortcut("previous", () => move(-1));
  useShortcut("open", () => current()?.querySelector<HTMLElement>("a[data-open]")?.click());
  useShortcut("done", () => withItem(finish));
  useShortcut("snooze", () =>
    withItem(
      (item, row) => item.done || setSnoozing({ item, anchor: row.querySelector<HTMLElement>("a[data-open]") ?? row }),
    ),
  );
  useShortcut("unread", () => withItem(markRead));

  const byDay = Map.groupBy(shown, ({ kind, createdAt }) => {
    // What is due came on a day, everything else at an instant.
    const day = kind === "due_soon" ? createdAt.slice(0, 10) : dayIn(new Date(createdAt), timeZone);
    return dayHeading(day, today, (date) => dayWords(date, Date.parse(today)));
  });
  return (
    <div ref={list}>
      {[...byDay].map(([day, some]) => (
        <section key={day} aria-label={day}>
          <h2 className="flex h-8 items-center gap-2 border-line/60 border-b bg-sunken px-gutter font-medium text-row">
            {day}
            <span className="text-muted tabular-nums">{some.length}</span>
          </h2>
          <ul className="@container">
            {some.map((item) => (
              <InboxRow
                key={item.id}
                item={item}
                today={today}
                expanded={isOpen(item) && mayWrite ? answering === item.id : undefined}
                onOpen={(event) => {
                  if (isOpen(item) && mayWrite && !event.metaKey && !event.ctrlKey && !event.shiftKey) {
                    event.preventDefault();
                    setAnswering(answering === item.id ? null : item.id);
                  }
                  if (!item.read) void mark(item, "read").then(inboxChanged);
                }}
                onDone={() => finish(item)}
                onSnooze={(anchor) => setSnoozing({ item, anchor })}
              >
                {item.question && answering === item.id ? (
                  <InboxQuestion
                    item={item}
                    question={item.question}
                    text={texts[item.id]}
                    onAnswer={(given) => answer(item, item.question?.id ?? "", given)}
                    onClose={() => {
                      setAnswering(null);
                      focus(rows().find((row) => row.dataset.item === item.id));
                    }}
                  />
                ) : null}
              </InboxRow>
            ))}
          </ul>
        </section>
      ))}
      {snoozing ? (
        <LazyPicker
          anchor={snoozing.anchor}
          title="Snooze until"
          choices={snoozeTimes(new Date())}
          selected={[]}
          onPick={(until) => {
            const { item } = snoozing;
            setSnoozing(null);
            void putAway(item, () => snooze(item, until), "snoozed");
          }}
          onClose={() => setSnoozing(null)}
        />
      ) : null}
    </div>
  );
}

const isOpen = ({ question, done }: InboxItem) => question?.state === "open" && !done;
const mark = (item: InboxItem, as: Mark) => post("/inbox/mark", { item: item.id, as });
const snooze = (item: InboxItem, until: string) => post("/inbox/snooze", { item: item.id, until });

/** Makes an item again what it was when it was read here. */
async function putBack(item: InboxItem) {
  if (item.snoozedUntil && Date.parse(item.snoozedUntil) > Date.now()) await snooze(item, item.snoozedUntil);
  else await mark(item, item.done ? "done" : "open");
  await mark(item, item.read ? "read" : "unread");
}

function focus(row: HTMLElement | undefined): void {
  const link = row?.querySelector<HTMLElement>("a[data-open]");
  link?.focus({ preventScroll: true, focusVisible: true } as FocusOptions);
  row?.scrollIntoView({ block: "nearest" });
}
