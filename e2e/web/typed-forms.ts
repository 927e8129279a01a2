import type { Locator, Page } from "@playwright/test";

/** Pages that have forms. */
export type PageName =
  | "issue"
  | "proposed decision"
  | "accepted decision"
  | "initiative"
  | "milestone"
  | "document"
  | "proposal"
  | "project settings"
  | "agent"
  | "people"
  | "settings";

interface TypedField {
  /** Where it is made: files of `components`, each with a part of its source where the file has other fields. */
  of: readonly string[];
  at: (page: Page) => Locator;
  text: string;
  /** Is one of several chosen, and nothing typed? Then `text` is its value. */
  choice?: boolean;
}

export interface TypedForm {
  name: string;
  page: PageName;
  /** Opens it where it is not there from the beginning. */
  begin?: (page: Page) => Promise<unknown>;
  fields: readonly [TypedField, ...TypedField[]];
  /** Does Escape close it? */
  closes?: boolean;
  /** The key that sends it; Ctrl with Enter where it is not said. */
  sent?: string;
  /** A file that goes with it. */
  file?: boolean;
}

export const box = (name: string | RegExp) => (page: Page) => page.getByRole("textbox", { name, exact: true });
export const press = (key: string) => async (page: Page) => {
  for (const one of key.split(" ")) await page.keyboard.press(one);
};
export const click = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).first().click();
const pressOf = (property: string) => (page: Page) =>
  page.getByText(property, { exact: true }).locator("..").getByRole("button").click();
const label = (name: string) => (page: Page) => page.getByLabel(name, { exact: true });

const field = (of: string | readonly string[], at: TypedField["at"], text?: string): TypedField => ({
  of: [of].flat(),
  at,
  text: text ?? `Kept ${[of].flat()[0]}`,
});

const chosen = (name: string, text: string): TypedField => ({ of: [], at: label(name), text, choice: true });

const plan = (user: string): TypedForm["fields"] => [
  field(["plans/create-plan-dialog title", user], box("Title")),
  field("plans/create-plan-dialog description", box("Description")),
  field("plans/create-plan-dialog startDate", label("Start"), "2031-01-02"),
  field("plans/create-plan-dialog endDate", label(user.startsWith("milestones") ? "Due" : "Target"), "2031-03-04"),
];

const option = (user: string): TypedForm["fields"] => [
  field(["decisions/option-form name", user], box("Option")),
  field("decisions/option-form pros", box("For")),
  field("decisions/option-form cons", box("Against")),
  field("decisions/option-form whyNot", box("Why not")),
];

const dated = (name: string, page: PageName, of: string, property: string): TypedForm => ({
  name,
  page,
  begin: pressOf(property),
  fields: [field([of, "properties/date-property"], label(property), "2031-05-06")],
  closes: true,
  sent: "Enter",
});

/** Every form of the product; a test compares it with the fields that the components have. */
export const FORMS: readonly TypedForm[] = [
  {
    name: "proposed item",
    page: "proposal",
    begin: press("j e"),
    fields: [
      field(["proposals/item-form title", "proposals/item-row <ItemForm"], box("Title")),
      field("proposals/item-form max-h-80", box("Description")),
      field("proposals/item-form criteria", box("Acceptance criteria")),
    ],
    closes: true,
  },
  {
    name: "rejection",
    page: "proposal",
    begin: press("j r"),
    fields: [field(["proposals/reject-form", "proposals/item-row <RejectForm"], box(/^Why is .* rejected\?$/))],
    closes: true,
    sent: "Enter",
  },
  {
    name: "comment",
    page: "issue",
    fields: [field(["comments/new-comment", "comments/comment-box"], box("Comment"))],
    file: true,
  },
  {
    name: "answer",
    page: "issue",
    begin: click("Reply"),
    fields: [field("comments/comment-card answer", box("Reply"))],
  },
  {
    name: "comment in edit",
    page: "issue",
    begin: async (page) => {
      await page.getByRole("button", { name: "Actions of the comment" }).first().press("Enter");
      await page.getByRole("menuitem", { name: "Edit" }).press("Enter");
    },
    fields: [field("comments/comment-card edit", box("Edit comment"))],
  },
  {
    name: "title",
    page: "issue",
    begin: press("e"),
    fields: [field(["issues/issue-title", "texts/editable-title"], box("Title"))],
    closes: true,
    sent: "Enter",
  },
  {
    name: "description",
    page: "issue",
    begin: press("d"),
    fields: [field(["issues/issue-description", "texts/editable-description"], box("Description, in Markdown"))],
  },
  {
    name: "new criterion",
    page: "issue",
    begin: click("Add a criterion"),
    fields: [field("issues/criteria-list bind", box("New criterion"))],
    closes: true,
    sent: "Enter",
  },
  {
    name: "criterion",
    page: "issue",
    begin: click("It works"),
    fields: [field('issues/criterion-row "Criterion"', box("Criterion"))],
    closes: true,
    sent: "Enter",
  },
  {
    name: "evidence",
    page: "issue",
    begin: click("Add evidence to “It works”"),
    fields: [field(["issues/criterion-row ProveForm", "issues/prove-form"], box("Evidence"))],
    closes: true,
    sent: "Enter",
  },
  {
    name: "estimate",
    page: "issue",
    begin: pressOf("Estimate"),
    fields: [
      field(
        ["issues/issue-properties", "properties/typed-property", "typed/in-place-input"],
        (page) => page.getByRole("spinbutton", { name: "Estimate in points" }),
        "5",
      ),
    ],
    closes: true,
    sent: "Enter",
  },
  {
    name: "due date of an issue",
    page: "issue",
    begin: pressOf("Due"),
    fields: [field("issues/issue-properties", label("Due date"), "2031-05-06")],
    closes: true,
    sent: "Enter",
  },
  {
    name: "work log",
    page: "issue",
    begin: click("Log time"),
    fields: [
      field("worklogs/log-time-form time", box("Time"), "45m"),
      field("worklogs/log-time-form note", box("What was done")),
    ],
    closes: true,
    sent: "Enter",
  },
  {
    name: "question",
    page: "issue",
    begin: press("n q"),
    fields: [
      field("questions/ask-form text", box("Question")),
      field("questions/ask-form options", box("Options, one on each line")),
      chosen("Whom", "owner"),
    ],
    closes: true,
  },
  {
    name: "answer to a question",
    page: "issue",
    fields: [field("questions/answer-form", box("Answer"))],
  },
  {
    name: "create issue",
    page: "issue",
    begin: press("c"),
    fields: [
      field("issues/create-issue-dialog values.title", box("Title")),
      field('issues/create-issue-dialog bind("description")', box("Description")),
      field("issues/create-issue-dialog criteria", box("Acceptance criteria, one on each line")),
    ],
    closes: true,
  },
  {
    name: "create project",
    page: "issue",
    begin: press("n p"),
    fields: [
      field("projects/create-project-dialog name", box("Name")),
      field("projects/create-project-dialog key", box("Key"), "KEPT"),
      field("projects/create-project-dialog description", box("Description")),
    ],
    closes: true,
  },
  {
    name: "create initiative",
    page: "issue",
    begin: press("n i"),
    fields: plan("initiatives/create-initiative-dialog"),
    closes: true,
  },
  {
    name: "create milestone",
    page: "issue",
    begin: press("n m"),
    fields: plan("milestones/create-milestone-dialog"),
    closes: true,
  },
  {
    name: "create decision",
    page: "issue",
    begin: press("n d"),
    fields: [
      field("decisions/create-decision-dialog title", box("Question or decision")),
      field("decisions/create-decision-dialog context", box("Context")),
      field("decisions/create-decision-dialog options", box("Options")),
      field("decisions/create-decision-dialog outcome", box("What is proposed")),
    ],
    closes: true,
  },
  {
    name: "create document",
    page: "issue",
    begin: press("n o"),
    fields: [field("documents/create-document-dialog title", box("Title"))],
    closes: true,
  },
  {
    name: "decision title",
    page: "proposed decision",
    begin: press("e"),
    fields: [field("decisions/decision-title", box("Title"))],
    closes: true,
    sent: "Enter",
  },
  {
    name: "decision text",
    page: "proposed decision",
    begin: press("d"),
    fields: [field("decisions/decision-text", box("What is proposed, in Markdown"))],
  },
  {
    name: "new option",
    page: "proposed decision",
    begin: click("Add an option"),
    fields: option("decisions/decision-options decision.id"),
    closes: true,
  },
  {
    name: "option",
    page: "proposed decision",
    begin: click("Edit option One"),
    fields: option("decisions/decision-options option.id"),
    closes: true,
  },
  {
    name: "acceptance",
    page: "proposed decision",
    begin: press("a"),
    fields: [field("decisions/decide-dialog outcome", box("What is decided")), chosen("Option", "none")],
    closes: true,
  },
  {
    name: "reason of a rejection",
    page: "proposed decision",
    begin: press("r"),
    fields: [field("decisions/decide-dialog reason", box("Why"))],
    closes: true,
  },
  {
    name: "what takes a decision's place",
    page: "accepted decision",
    begin: press("s"),
    fields: [field("decisions/decide-dialog values.by", box("By which decision"), "DEC-1")],
    closes: true,
  },
  {
    name: "impact areas",
    page: "proposed decision",
    begin: pressOf("Impact"),
    fields: [field("decisions/decision-properties", box("Impact areas, with commas between"), "kept, cost")],
    closes: true,
    sent: "Enter",
  },
  {
    name: "what a decision governs",
    page: "proposed decision",
    fields: [field("decisions/decision-governs", box(/^Govern an issue/), "src/kept/**")],
    sent: "Enter",
  },
  {
    name: "status update",
    page: "initiative",
    fields: [field("initiatives/new-status-update", (page) => page.locator("#new-status-update"))],
  },
  {
    name: "status update in edit",
    page: "initiative",
    begin: click("Edit"),
    fields: [
      field("initiatives/status-update-card", (page) =>
        page.getByRole("article").getByRole("textbox", { name: "Status update, in Markdown" }),
      ),
    ],
  },
  {
    name: "initiative title",
    page: "initiative",
    begin: press("e"),
    fields: [field("plans/plan-text Title", box("Title"))],
    closes: true,
    sent: "Enter",
  },
  {
    name: "initiative description",
    page: "initiative",
    begin: press("d"),
    fields: [field("plans/plan-text Description", box("Description, in Markdown"))],
  },
  dated("start of an initiative", "initiative", "initiatives/initiative-properties startDate", "Start"),
  dated("target of an initiative", "initiative", "initiatives/initiative-properties targetDate", "Target"),
  dated("start of a milestone", "milestone", "milestones/milestone-properties startDate", "Start"),
  dated("due date of a milestone", "milestone", "milestones/milestone-properties dueDate", "Due"),
  {
    name: "stop of a session",
    page: "agent",
    begin: (page) =>
      page
        .getByRole("button", { name: /^Stop session/ })
        .first()
        .click(),
    fields: [field("agents/stop-session", box("Reason, which its agent reads"))],
    closes: true,
  },
  {
    name: "project",
    page: "project settings",
    fields: [
      field("projects/project-form name", box("Name")),
      field("projects/project-form description", box("Description")),
      field("projects/project-form repositoryUrl", box("Repository"), "https://kept.example"),
      chosen("Status", "on_hold"),
    ],
    sent: "Enter",
  },
  {
    name: "key",
    page: "settings",
    fields: [field("keys/create-key-form", box("Name of the key")), chosen("For", "script"), chosen("It", "read")],
    sent: "Enter",
  },
  {
    name: "invitation",
    page: "people",
    fields: [
      field("people/invite-form name", box("Their name (optional)")),
      field("people/invite-form handle", box("Their handle (optional)"), "kept-too"),
      chosen("Role", "owner"),
    ],
    sent: "Enter",
  },
  {
    name: "profile",
    page: "settings",
    fields: [
      field('people/profile-form bind("name")', box("Name")),
      field("people/profile-form handle", box("Handle"), "kept"),
      field("people/profile-form email", box("E-mail"), "kept@example.org"),
    ],
    sent: "Enter",
  },
  {
    name: "document",
    page: "document",
    begin: press("e"),
    fields: [
      field("documents/document-editor Title", box("Title")),
      field("documents/document-editor Note", box("What changed")),
      field("documents/document-editor LazyMarkdownEditor", box("Text, in Markdown")),
    ],
    sent: "Control+s",
  },
];
