/** Something of Turbo's own store that a text names by its key. */
export interface PlanThing {
  key: string;
  kind: string;
  title: string;
  status: string;
  binned: boolean;
  /** Key of the decision that holds instead. */
  supersededBy: string | null;
}

/** What Turbo's own store says of what a text names. */
export interface Plan {
  /** Keys of the projects there are, by which `ABC-12` is told from a part number. */
  projects: ReadonlySet<string>;
  things: ReadonlyMap<string, PlanThing>;
}
