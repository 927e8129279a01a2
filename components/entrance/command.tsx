/** A command to type, which one click selects whole. */
export function Command({ children }: { children: string }) {
  return (
    <code className="block select-all rounded-control border border-line bg-sunken px-3 py-2 font-mono text-control text-ink">
      {children}
    </code>
  );
}
