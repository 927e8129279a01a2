/** Says that what is looked at was put away. */
export function PlanShelfNotice({ shelf }: { shelf: "live" | "archived" | "binned" }) {
  if (shelf === "live") return null;
  return (
    <p role="note" className="mb-4 rounded-control bg-sunken px-3 py-2 text-soft">
      {shelf === "binned"
        ? "This lies in the bin. Restore it to change it; after 30 days it may be gone."
        : "This is archived: lists do not show it."}
    </p>
  );
}
