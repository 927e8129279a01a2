/** Stands between one way in and another. */
export function Or() {
  return (
    <p className="flex items-center gap-3 text-muted text-row before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      or
    </p>
  );
}
