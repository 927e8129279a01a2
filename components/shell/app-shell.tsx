import type { ComponentProps, ReactNode } from "react";
import { UndoKeys } from "#components/events/undo-keys";
import { AwayBar } from "#components/live/away-bar";
import { OverlayProvider } from "#components/shell/overlays";
import { PhoneBar } from "#components/shell/phone-bar";
import { PlaceKeeper } from "#components/shell/place-keeper";
import { ShortcutKeys } from "#components/shell/shortcuts";
import { Sidebar } from "#components/shell/sidebar";
import { TrailKeys } from "#components/shell/trail-keys";
import { WorkspaceProvider } from "#components/shell/workspace";
import { ComposingKeys } from "#components/ui/composing-keys";
import { ExactTimes } from "#components/ui/exact-times";
import { type ReadersDay, ReadersDayProvider } from "#components/ui/readers-day";
import { Toaster } from "#components/ui/toaster";
import { TooltipLayer } from "#components/ui/tooltip-layer";

interface Props {
  workspace: ComponentProps<typeof WorkspaceProvider>["value"];
  day: ReadersDay;
  children: ReactNode;
}

/** Sidebar and page side by side; on phones the page above a bar. */
export function AppShell({ workspace, day, children }: Props) {
  return (
    <WorkspaceProvider value={workspace}>
      <ReadersDayProvider day={day}>
        <OverlayProvider>
          <a
            href="#main"
            className="sr-only z-50 rounded-control bg-raised px-3 py-2 shadow-float focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
          >
            Skip to the page
          </a>
          <TrailKeys />
          <div className="flex h-dvh flex-col">
            <AwayBar />
            <div className="flex min-h-0 flex-1">
              <aside className="hidden w-60 shrink-0 border-e bg-sunken md:block">
                <Sidebar />
              </aside>
              <main
                id="main"
                tabIndex={-1}
                className="flex min-w-0 flex-1 flex-col overflow-y-auto overflow-x-clip pb-[calc(56px+env(safe-area-inset-bottom))] outline-none md:pb-0"
              >
                {children}
              </main>
            </div>
          </div>
          <PlaceKeeper />
          <PhoneBar />
          <UndoKeys />
          <ComposingKeys />
          <ShortcutKeys />
          <ExactTimes />
          <Toaster />
          <TooltipLayer />
        </OverlayProvider>
      </ReadersDayProvider>
    </WorkspaceProvider>
  );
}
