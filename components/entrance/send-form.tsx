import type { FieldProblem } from "#lib/core/errors";

export interface FormRefusal {
  detail: string;
  fields: FieldProblem[];
}

const OFFLINE: FormRefusal = { detail: "Turbo did not answer. Try again when the server is back.", fields: [] };

/** Sends a form of who is not signed in yet; answers null, or why it was refused. */
export async function sendForm(path: string, given: object): Promise<FormRefusal | null> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(path, { method: "POST", headers, body: JSON.stringify(given) });
    if (response.ok) return null;
    const { detail, fields = [] } = (await response.json()) as Partial<FormRefusal>;
    return detail ? { detail, fields } : OFFLINE;
  } catch {
    return OFFLINE;
  }
}
