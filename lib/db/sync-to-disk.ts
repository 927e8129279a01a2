import { open } from "node:fs/promises";

/** Makes a file, or a rename in a folder, outlive a power cut, where the system can. */
export async function syncToDisk(place: string): Promise<void> {
  const handle = await open(place, "r");
  await handle.sync().finally(() => handle.close());
}
