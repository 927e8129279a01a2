import { answerEvents } from "#lib/doors/events";

export const dynamic = "force-dynamic";

export function GET(request: Request): Promise<Response> {
  return answerEvents(request);
}
