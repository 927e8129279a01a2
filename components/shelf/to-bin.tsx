import { post, remove } from "#components/api";
import { attempt } from "#components/ui/attempt";
import { toast } from "#components/ui/toast";

interface Binned {
  /** Where it is in the REST door. */
  path: string;
  /** What it is called in a sentence about it. */
  what: string;
  /** Says that it was done. */
  done: string;
  /** Shows the page as it is then. */
  refresh: () => void;
}

/** Moves something to the bin, with the way back. */
export async function toBin({ path, what, done, refresh }: Binned): Promise<void> {
  if (!(await attempt(() => remove(path), `${what} was not moved to the bin`))) return;
  refresh();
  toast(done, { action: { label: "Undo", onClick: () => restore(path, what, refresh) } });
}

/** Brings something back from the bin or the archive. */
export async function restore(path: string, what: string, refresh: () => void): Promise<void> {
  if (await attempt(() => post(`${path}/restore`), `${what} was not restored`)) refresh();
}
