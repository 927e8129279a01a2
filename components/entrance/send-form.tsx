import type { FieldProblem } from "#lib/core/errors";

export interface FormRefusal {
  detail: string;
  fields: FieldProblem[];
}

const OFFLINE: FormRefusal = { detail: "Turbo did not answer. Try again when the server is back.", fields: [] };

/** Sends a form beside the REST door; answers what came of it, or why it was refused. */
export async function askForm<Answer>(
  path: string,
  given: object,
): Promise<{ answer: Answer; refusal: null } | { answer: null; refusal: FormRefusal }> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(given) });
    const answer = (await response.json()) as Answer & Partial<FormRefusal>;
    if (response.ok) return { answer, refusal: null };
    const { detail, fields = [] } = answer;
    return { answer: null, refusal: detail ? { detail, fields } : OFFLINE };
  } catch {
    return { answer: null, refusal: OFFLINE };
  }
}

/** The same where nothing is wanted but that it was accepted: answers null, or why not. */
export async function sendForm(path: string, given: object): Promise<FormRefusal | null> {
  return (await askForm(path, given)).refusal;
}
