"use client";

import { CircleUserRound, FolderKanban, Menu, Plus, Search } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useOverlays } from "#components/shell/overlays";
import { Sidebar } from "#components/shell/sidebar";
import { useWorkspace } from "#components/shell/workspace";
import { lazyPart } from "#components/ui/lazy-part";
import { Link } from "#components/ui/link";

const Sheet = lazyPart(() => import("#components/ui/sheet").then((loaded) => loaded.default));

const PLACE = "flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-mini text-muted";

/** The five places of a phone's bottom bar; four for who only reads. */
export function PhoneBar() {
  const overlays = useOverlays();
  const { mayWrite } = useWorkspace();
  const [menu, setMenu] = useState(false);
  return (
    <>
      <nav
        aria-label="Places"
        className="fixed inset-x-0 bottom-0 z-30 flex h-[calc(56px+env(safe-area-inset-bottom))] border-t bg-raised pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        <Place href="/projects" words="Projects">
          <FolderKanban className="size-5" aria-hidden="true" />
        </Place>
        <Place href="/my" words="My issues">
          <CircleUserRound className="size-5" aria-hidden="true" />
        </Place>
        {mayWrite ? (
          <button type="button" className={PLACE} onClick={() => overlays.create("issue")}>
            <Plus className="size-5 rounded-full bg-accent p-0.5 text-on-accent" aria-hidden="true" />
            New issue
          </button>
        ) : null}
        <Place href="/search" words="Search">
          <Search className="size-5" aria-hidden="true" />
        </Place>
        <button type="button" className={PLACE} onClick={() => setMenu(true)} aria-haspopup="dialog">
          <Menu className="size-5" aria-hidden="true" />
          Menu
        </button>
      </nav>
      {menu ? (
        <Sheet open onOpenChange={setMenu} title="Menu">
          <Sidebar onGo={() => setMenu(false)} />
        </Sheet>
      ) : null}
    </>
  );
}

function Place({ href, words, children }: { href: string; words: string; children: ReactNode }) {
  const here = usePathname().startsWith(href);
  return (
    <Link
      href={href}
      aria-current={here ? "page" : undefined}
      className={`${PLACE} aria-[current=page]:text-accent-ink`}
    >
      {children}
      {words}
    </Link>
  );
}
