/** The order columns of the sorts that most lists have; the id makes every order total. */
export const USUAL_ORDERS = {
  createdAt: ["createdAt", "id"],
  updatedAt: ["updatedAt", "id"],
  title: ["titleFold", "id"],
} as const;

/** How a sort orders: its columns and its direction. */
export function orderOf(
  orders: Readonly<Record<string, readonly string[]>>,
  sort: string,
): { order: readonly string[]; descending: boolean } {
  const descending = sort.startsWith("-");
  return { order: orders[descending ? sort.slice(1) : sort] ?? ["id"], descending };
}
