"use client";

import { Archive, ArchiveRestore, Ellipsis, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { post, remove } from "#components/api";
import { useWorkspace } from "#components/shell/workspace";
import { attempt } from "#components/ui/attempt";
import { Button } from "#components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "#components/ui/menu";

interface Props {
  path: string;
  plan: { key: string; shelf: "live" | "archived" | "binned" };
  /** Where its list is. */
  home: string;
}

/** Putting an initiative or milestone away and bringing it back; each can be undone. */
export function PlanActions({ path, plan, home }: Props) {
  const router = useRouter();
  const { mayWrite } = useWorkspace();
  if (!mayWrite) return null;

  async function restore() {
    if (await attempt(post(`${path}/restore`), `${plan.key} was not restored`)) {
      toast(`${plan.key} restored`);
      router.refresh();
    }
  }

  async function putAway(asked: Promise<unknown>, done: string, refused: string, leave: boolean) {
    if (!(await attempt(asked, refused))) return;
    toast(done, { action: { label: "Undo", onClick: restore } });
    if (leave) router.push(home);
    router.refresh();
  }

  return (
    <Menu>
      <MenuTrigger asChild>
        <Button look="quiet" size="icon" aria-label={`More about ${plan.key}`}>
          <Ellipsis className="size-4" aria-hidden="true" />
        </Button>
      </MenuTrigger>
      <MenuContent>
        {plan.shelf === "live" ? (
          <MenuItem
            onSelect={() =>
              putAway(post(`${path}/archive`), `${plan.key} archived`, `${plan.key} was not archived`, false)
            }
          >
            <Archive className="size-3.5" aria-hidden="true" />
            Archive
          </MenuItem>
        ) : (
          <MenuItem onSelect={restore}>
            <ArchiveRestore className="size-3.5" aria-hidden="true" />
            Restore
          </MenuItem>
        )}
        {plan.shelf === "binned" ? null : (
          <MenuItem
            danger
            onSelect={() => putAway(remove(path), `${plan.key} moved to the bin`, `${plan.key} was not moved`, true)}
          >
            <Trash2 className="size-3.5" aria-hidden="true" />
            Move to the bin
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  );
}
