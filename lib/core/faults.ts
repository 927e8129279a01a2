import { channel } from "node:diagnostics_channel";

/** Something that should not have happened, as it was logged. */
export interface Fault {
  /** What was thrown; absent where nothing was. */
  error?: unknown;
  /** A fixed sentence. */
  message: string;
  /** Of the request it happened in. */
  requestId?: string;
  /** Of the job it happened in. */
  job?: string;
  /** Did nobody catch it? */
  uncaught?: true;
}

const TOLD = channel("turbo.fault");

/** Tells whoever listens; nobody does unless errors are reported. */
export function tellFault(fault: Fault): void {
  if (TOLD.hasSubscribers) TOLD.publish(fault);
}

/** Calls back at each fault; answers what stops that. */
export function onFault(hear: (fault: Fault) => void): () => void {
  const listener = (fault: unknown) => hear(fault as Fault);
  TOLD.subscribe(listener);
  return () => void TOLD.unsubscribe(listener);
}
