"use client";

import { usePathname, useRouter } from "next/navigation";
import { placeOf } from "#components/shell/places";
import { useShortcut } from "#components/shell/shortcuts";
import { currentTrail, type Trail } from "#components/shell/trail";
import { toast } from "#components/ui/toast";

const RECORD = /^\/(issues|decisions|documents|initiatives|milestones)\/[^/]+$/;

/** On the page of one thing: J and K go on in the list that it was opened from, Escape goes back to it. */
export function TrailKeys() {
  const path = usePathname();
  return RECORD.test(path) ? <Keys path={path} /> : null;
}

function Keys({ path }: { path: string }) {
  const router = useRouter();

  async function go(by: 1 | -1) {
    const trail = currentTrail();
    if (!trail) return;
    const next = await trail.step(withoutFragment(trail.at) === path ? trail.at : path, by);
    if (!next)
      return void toast(by === 1 ? "That was the last of the list" : "That was the first of the list", { id: "trail" });
    trail.at = next;
    const list = placeOf(trail.href, trail.entry);
    list.focus = next;
    list.held.set("moved", true);
    router.replace(next);
  }

  function back() {
    const trail = currentTrail();
    const entry = trail && entryBefore(trail);
    if (entry) window.navigation.traverseTo(entry);
    else router.push(trail && withoutFragment(trail.at) === path ? trail.href : homeOf(path));
  }

  useShortcut("nextOfList", () => void go(1));
  useShortcut("previousOfList", () => void go(-1));
  useShortcut("back", back);
  return null;
}

/** The entry of the list in the history, where nothing but pages of single things were opened since. */
function entryBefore({ entry }: Trail): string | null {
  const entries = window.navigation?.entries() ?? [];
  const from = entries.findIndex(({ key }) => key === entry);
  const here = window.navigation?.currentEntry?.index ?? 0;
  if (from < 0 || from >= here) return null;
  const since = entries.slice(from + 1, here);
  return since.every(({ url }) => url && RECORD.test(new URL(url).pathname)) ? entry : null;
}

/** The list that a thing stands in, for who came by a link. */
function homeOf(path: string): string {
  const [, kind, key = ""] = path.split("/");
  if (kind === "issues") return `/projects/${key.split("-")[0]}`;
  if (kind === "milestones") return `/projects/${key.split("-")[0]}/milestones`;
  return `/${kind}`;
}

function withoutFragment(href: string): string {
  return href.split(/[?#]/)[0] ?? href;
}
