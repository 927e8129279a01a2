import { askForm, type FormRefusal } from "#components/entrance/send-form";

/** What the browser is to come back with; `next` is where it goes then. */
export type GithubErrand =
  | { errand: "sign in"; next: string }
  | { errand: "join"; invitation: string }
  | { errand: "link"; password?: string };

/** Sends this browser to GitHub; answers why not where it stays. */
export async function leaveForGithub(errand: GithubErrand): Promise<FormRefusal | null> {
  const { answer, refusal } = await askForm<{ url: string }>("/api/sign-in/github", errand);
  if (refusal) return refusal;
  window.location.assign(answer.url);
  return null;
}
