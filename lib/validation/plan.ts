/** Something of Turbo's own store that a text names by its key. */
export interface PlanThing {
  key: string;
  kind: "issue" | "initiative" | "milestone" | "decision" | "document" | "proposal";
  title: string;
  status: string;
  /** Does it, or its project, lie in the bin? */
  binned: boolean;
  /** Key of the decision that holds instead; null where none does, or where the reader may not see it. */
  supersededBy: string | null;
  /** YYYY-MM-DD; null where it has no due date. */
  due: string | null;
}

/** A place where a text names something by its key. */
export interface PlanName {
  key: string;
  /** The key itself, where it stands as text or in an address. */
  start: number;
  end: number;
  /** Is it named by an address or a link, rather than by its key in the text? */
  linked: boolean;
}

/** What Turbo's own store says of what a text names, as far as its reader may know it. */
export interface Plan {
  /** In the order of the text. */
  names: readonly PlanName[];
  /** By the key as it is named. */
  things: ReadonlyMap<string, PlanThing>;
  /** Keys that are named and that nothing has. What the reader may not know of is neither here nor in `things`. */
  missing: ReadonlySet<string>;
}
