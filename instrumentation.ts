import type { Instrumentation } from "next";

/** Next calls this once when the server boots, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { boot } = await import("#lib/doors/boot");
  await boot();
}

/** Next calls this for what a page or a route failed with. */
export const onRequestError: Instrumentation.onRequestError = async (error, request) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logPageError } = await import("#lib/doors/server/log-page-error");
  logPageError(error, request);
};
