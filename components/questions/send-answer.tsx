import { write } from "#components/api";
import { toastWithUndo } from "#components/events/undo-toast";
import type { GivenAnswer } from "#components/questions/answer-form";
import { attempt } from "#components/ui/attempt";

/** Sends an answer and offers the way back; says so and answers false where it is refused. `refresh` shows what is there then. */
export function sendAnswer(
  { id, issue }: { id: string; issue: string },
  given: GivenAnswer,
  refresh: () => void,
): Promise<boolean> {
  return attempt(async () => {
    const { request } = await write("POST", `/questions/${id}/answer`, given);
    toastWithUndo(`The question on ${issue} is answered`, [request], refresh);
    refresh();
  }, "It was not answered");
}
