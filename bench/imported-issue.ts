import { newId } from "#lib/core/ids";

/** One issue from elsewhere, as imports.issues takes it. */
export function importedIssue(n: number) {
  const id = `OLD-${newId()}`;
  return {
    project: "OPS",
    source: "bench",
    items: [
      {
        id,
        number: null,
        title: `Imported in call ${n}`,
        description: "From elsewhere.",
        type: "task",
        status: "ready",
        resolution: null,
        priority: "none",
        labels: ["backend"],
        assignees: ["ada"],
        creator: "ada",
        criteria: [],
        comments: [],
        dueDate: null,
        archived: false,
        place: null,
        createdAt: null,
        updatedAt: null,
        completedAt: null,
      },
    ],
  };
}
