import { revertAttachment } from "#lib/domain/attachments/revert-attachment";
import { revertLabel } from "#lib/domain/labels/revert-label";
import type { Reverter } from "./reverter.ts";

/**
 * Every kind that can be put back, in the order in which it is done: first what names others by the names and places they
 * have now (issues, comments), then what is named and held (labels, projects).
 */
export const REVERTERS: readonly Reverter[] = [revertAttachment, revertLabel];
