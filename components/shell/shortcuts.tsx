"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { keyName } from "#components/ui/kbd";

/** Every key of the app, said once: what it does, and under which heading the help lists it. */
export const SHORTCUTS = {
  palette: { keys: "mod+k", label: "Open the command palette", group: "Anywhere" },
  search: { keys: "/", label: "Search", group: "Anywhere" },
  create: { keys: "c", label: "Create issue", group: "Anywhere" },
  help: { keys: "?", label: "Show the keys", group: "Anywhere" },
  undo: { keys: "mod+z", label: "Undo the last change", group: "Anywhere" },
  redo: { keys: "mod+shift+z", label: "Redo what was undone", group: "Anywhere" },
  createProject: { keys: "n p", label: "Create project", group: "Create" },
  createInitiative: { keys: "n i", label: "Create initiative", group: "Create" },
  createMilestone: { keys: "n m", label: "Create milestone", group: "Create" },
  createDecision: { keys: "n d", label: "Propose a decision", group: "Create" },
  createDocument: { keys: "n o", label: "Create document", group: "Create" },
  inbox: { keys: "g i", label: "Go to the inbox", group: "Go" },
  my: { keys: "g m", label: "Go to my issues", group: "Go" },
  queue: { keys: "g q", label: "Go to the queue", group: "Go" },
  projects: { keys: "g p", label: "Go to projects", group: "Go" },
  initiatives: { keys: "g n", label: "Go to initiatives", group: "Go" },
  timeline: { keys: "g t", label: "Go to the timeline", group: "Go" },
  decisions: { keys: "g d", label: "Go to decisions", group: "Go" },
  documents: { keys: "g o", label: "Go to documents", group: "Go" },
  proposals: { keys: "g r", label: "Go to proposals", group: "Go" },
  agents: { keys: "g a", label: "Go to agents", group: "Go" },
  bin: { keys: "g b", label: "Go to the bin", group: "Go" },
  settings: { keys: "g s", label: "Go to settings", group: "Go" },
  next: { keys: "j", label: "Next row", group: "Lists" },
  previous: { keys: "k", label: "Previous row", group: "Lists" },
  open: { keys: "enter", label: "Open the row", group: "Lists" },
  select: { keys: "x", label: "Select the row", group: "Lists" },
  clear: { keys: "escape", label: "Clear the selection", group: "Lists" },
  nextOfList: { keys: "j", label: "Next of the list one came from", group: "Lists" },
  previousOfList: { keys: "k", label: "Previous of the list one came from", group: "Lists" },
  back: { keys: "escape", label: "Back to the list", group: "Lists" },
  toField: { keys: "escape", label: "Back to the words to search for", group: "Lists" },
  filter: { keys: "f", label: "Filter by text", group: "Lists" },
  done: { keys: "e", label: "Done with it", group: "Inbox" },
  snooze: { keys: "h", label: "Snooze", group: "Inbox" },
  unread: { keys: "u", label: "Mark read or unread", group: "Inbox" },
  pin: { keys: "shift+p", label: "Pin to the top, or unpin", group: "Queue" },
  claim: { keys: "w", label: "Claim and work on it", group: "Queue" },
  status: { keys: "s", label: "Set status", group: "Issue" },
  priority: { keys: "p", label: "Set priority", group: "Issue" },
  assignee: { keys: "a", label: "Assign", group: "Issue" },
  labels: { keys: "l", label: "Set labels", group: "Issue" },
  editTitle: { keys: "e", label: "Edit title", group: "Issue" },
  editDescription: { keys: "d", label: "Edit description", group: "Issue" },
  comment: { keys: "m", label: "Write a comment", group: "Issue" },
  attach: { keys: "u", label: "Attach files", group: "Issue" },
  editDocument: { keys: "e", label: "Edit the document", group: "Document" },
  moveDocument: { keys: "v u", label: "Move under another document", group: "Document" },
  history: { keys: "h", label: "Show the document's history", group: "Document" },
  checks: { keys: "v c", label: "Show the checks, or close them", group: "Document" },
  acceptFix: { keys: "a", label: "Accept the fix", group: "Checks" },
  acceptAllFixes: { keys: "shift+a", label: "Accept all fixes", group: "Checks" },
  dismissFinding: { keys: "x", label: "Dismiss it for now", group: "Checks" },
  closeChecks: { keys: "escape", label: "Close the checks", group: "Checks" },
  recheck: { keys: "r", label: "Say that it was rechecked", group: "Issue" },
  verify: { keys: "v c", label: "Verify the reported criteria", group: "Issue" },
  moveProject: { keys: "v p", label: "Move to project", group: "Issue" },
  estimate: { keys: "t", label: "Set estimate", group: "Issue" },
  addSubIssue: { keys: "n s", label: "Add a sub-issue", group: "Issue" },
  addLink: { keys: "n l", label: "Add a link", group: "Issue" },
  askQuestion: { keys: "n q", label: "Ask a question", group: "Issue" },
  branch: { keys: "b", label: "Copy branch name", group: "Issue" },
  governMore: { keys: "t", label: "Add what it governs", group: "Decision" },
  statusUpdate: { keys: "w", label: "Write a status update", group: "Initiative" },
  acceptDecision: { keys: "a", label: "Accept", group: "Decision" },
  rejectDecision: { keys: "r", label: "Reject", group: "Decision" },
  acceptItem: { keys: "a", label: "Accept the item", group: "Proposal" },
  editItem: { keys: "e", label: "Edit the item", group: "Proposal" },
  rejectItem: { keys: "r", label: "Reject the item", group: "Proposal" },
  acceptAllItems: { keys: "v a", label: "Accept all that wait", group: "Proposal" },
  implementDecision: { keys: "i", label: "Mark as implemented", group: "Decision" },
  supersedeDecision: { keys: "s", label: "Supersede", group: "Decision" },
} as const;

export type ShortcutId = keyof typeof SHORTCUTS;

/** What a control does and its key, for its title: "Set status (S)". */
export function hintOf(id: ShortcutId): string {
  return `${SHORTCUTS[id].label} (${SHORTCUTS[id].keys.split(" ").map(keyName).join(" ")})`;
}

interface Active {
  id: ShortcutId;
  run: () => void;
}

let active: readonly Active[] = [];
const watchers = new Set<() => void>();

function setActive(next: readonly Active[]): void {
  active = next;
  for (const tell of watchers) tell();
}

function watch(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

const NONE: readonly Active[] = [];

/** What works on the page as it stands; the palette and the help sheet show it. */
export function useActiveShortcuts(): readonly Active[] {
  return useSyncExternalStore(
    watch,
    () => active,
    () => NONE,
  );
}

/** Binds a key, where there is one, for as long as the component is there; the last one bound wins. */
export function useShortcut(id: ShortcutId | undefined, run: () => void): void {
  const perform = useEffectEvent(run);
  useEffect(() => {
    if (!id) return;
    const mine: Active = { id, run: () => perform() };
    setActive([...active, mine]);
    return () => setActive(active.filter((other) => other !== mine));
  }, [id]);
}

/** Arrows walk through lists as J and K do; elsewhere they scroll the page. */
const ARROWS: Partial<Record<string, ShortcutId>> = { arrowdown: "next", arrowup: "previous" };

const CHORD_MS = 1200;
let chord: { key: string; until: number } | undefined;

/** The one listener behind all keys. */
export function ShortcutKeys() {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey) return;
      const key = keyOf(event);
      if (key === "mod+enter") return sendForm(event);
      if (key !== SHORTCUTS.palette.keys && (isTyping(event.target) || isCovered())) return;
      if (key === "enter" && isPressed(event.target)) return;
      const first = chord && chord.until > event.timeStamp ? `${chord.key} ${key}` : null;
      chord = undefined;
      const found = active.findLast(({ id }) => SHORTCUTS[id].keys === (first ?? key) || ARROWS[key] === id);
      if (found) {
        event.preventDefault();
        found.run();
      } else if (active.some(({ id }) => SHORTCUTS[id].keys.startsWith(`${key} `))) {
        chord = { key, until: event.timeStamp + CHORD_MS };
      }
    }
    document.addEventListener("keydown", press);
    const unwatch = repeatEarlyKeys();
    return () => {
      unwatch();
      document.removeEventListener("keydown", press);
    };
  }, []);
  return null;
}

/** What was pressed longer ago is not expected any more. */
const EARLY_MS = 5000;

/**
 * Presses the keys again that came before the page could hear them, in their order. The parts of a page wake one after
 * the other, so they wait until somebody knows the first of them.
 */
function repeatEarlyKeys(): () => void {
  const early = window.earlyKeys;
  if (!early) return () => undefined;
  early.end();
  const { events } = early;
  function repeat() {
    const from = events.findIndex((event) => event.timeStamp > performance.now() - EARLY_MS && mayBegin(event, ALL));
    events.splice(0, from < 0 ? events.length : from);
    if (!events[0] || !mayBegin(events[0], active)) return;
    for (const event of events.splice(0)) {
      const target = event.target instanceof Element && event.target.isConnected ? event.target : document.body;
      target.dispatchEvent(new KeyboardEvent("keydown", event));
    }
  }
  // Once all that woke together has bound its keys.
  const unwatch = watch(() => queueMicrotask(repeat));
  queueMicrotask(repeat);
  return unwatch;
}

const ALL = Object.keys(SHORTCUTS).map((id) => ({ id: id as ShortcutId }));

/** Is a key a shortcut, or the first of two? */
function mayBegin(event: KeyboardEvent, known: readonly Pick<Active, "id">[]): boolean {
  const key = keyOf(event);
  return known.some(({ id }) => SHORTCUTS[id].keys.split(" ")[0] === key || ARROWS[key] === id);
}

/** Ctrl or Cmd with Enter sends the form that one is in, from any of its fields. */
function sendForm(event: KeyboardEvent): void {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
}

function keyOf(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  // A sign that takes Shift to type is the sign.
  if (!event.metaKey && !event.ctrlKey) return event.shiftKey && /^[a-z]$/.test(key) ? `shift+${key}` : key;
  return event.shiftKey ? `mod+shift+${key}` : `mod+${key}`;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches("textarea, select")) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type);
}

/** A link or button that has the focus is what Enter presses. */
function isPressed(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a, button") !== null;
}

/** A dialog or menu that is open has the keys for itself. */
function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}
