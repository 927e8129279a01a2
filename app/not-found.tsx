import { buttonClasses } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { Link } from "#components/ui/link";

export default function NotFoundPage() {
  return (
    <main>
      <EmptyState title="There is no such page" text="The address may be mistyped, or what it named was moved.">
        <Link href="/" className={buttonClasses({ look: "primary" })}>
          Go to your projects
        </Link>
      </EmptyState>
    </main>
  );
}
