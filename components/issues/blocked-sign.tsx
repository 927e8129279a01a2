/** A small octagon: an open issue stands in the way. */
export function BlockedSign() {
  return (
    <svg viewBox="0 0 14 14" className="size-3.5 shrink-0 text-blocked" role="img" aria-label="Blocked">
      <path d="M4.5 1h5L13 4.5v5L9.5 13h-5L1 9.5v-5z" fill="currentColor" />
      <path d="M4.2 7h5.6" stroke="var(--canvas)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  );
}
