"use client";

import { CheckCheck, Settings2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { Popover } from "radix-ui";
import { patch, post } from "#components/api";
import { toastOwnChange } from "#components/events/undo-toast";
import { inboxChanged } from "#components/inbox/use-unread";
import { KIND_WORDS } from "#components/inbox/words";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { CheckBox } from "#components/ui/check-box";
import { Tooltip } from "#components/ui/tooltip";
import type { InboxKind, InboxSettings } from "#lib/domain/inbox/schema";

/** What is done with the whole inbox: mark all as read, and choose what comes into it; `unread` are the ids of its page. */
export function InboxMenu({ settings, unread }: { settings: InboxSettings; unread: readonly string[] }) {
  const router = useRouter();

  async function tell(asked: Promise<unknown>) {
    await asked;
    inboxChanged();
    router.refresh();
  }
  const again = () => tell(post("/inbox/mark", { all: true, as: "read" }));
  async function back() {
    for (const item of unread) await post("/inbox/mark", { item, as: "unread" });
    await tell(Promise.resolve());
  }
  async function markAll() {
    if (await attempt(again, "Nothing was marked"))
      toastOwnChange({ words: "All notifications are read", back, again });
  }

  return (
    <>
      {unread.length > 0 ? (
        <Tooltip text="Mark all as read">
          <Button look="quiet" size="icon" aria-label="Mark all as read" onClick={markAll}>
            <CheckCheck className="size-4" aria-hidden="true" />
          </Button>
        </Tooltip>
      ) : null}
      <Popover.Root>
        <Popover.Trigger asChild>
          <Button look="quiet" size="icon" aria-label="What comes here">
            <Settings2 className="size-4" aria-hidden="true" />
          </Button>
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content
            align="end"
            sideOffset={4}
            collisionPadding={8}
            aria-label="What comes here"
            className="z-50 w-56 animate-appear rounded-card bg-raised p-1 shadow-float outline-none"
          >
            {Object.entries(KIND_WORDS).map(([kind, words]) => (
              <label
                key={kind}
                htmlFor={`inbox-${kind}`}
                className="flex min-h-control items-center gap-2 rounded-control px-2 text-row hover:bg-hover"
              >
                <CheckBox
                  id={`inbox-${kind}`}
                  defaultChecked={settings[kind as InboxKind]}
                  onChange={(event) =>
                    attempt(
                      () => tell(patch("/inbox/settings", { [kind]: event.currentTarget.checked })),
                      "The choice was not kept",
                    )
                  }
                />
                {words}
              </label>
            ))}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}
