/** Waits between two questions whether the server is back, in milliseconds; the last one is repeated. */
const WAITS = [1000, 2000, 3000, 5000];
const PATIENCE = 4000;

/** Whether the server answers. Everything that asks it says here when it did not; then it is asked until it does. */
class Connection {
  private away = false;
  private asking = false;
  private tries = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly watchers = new Set<() => void>();
  private readonly waiting = new Set<() => void>();

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  isAway = (): boolean => this.away;

  /** Calls each time the server is back, or took what it had not taken. */
  onBack(back: () => void): () => void {
    this.waiting.add(back);
    return () => this.waiting.delete(back);
  }

  /** A request was not answered. */
  lost(): void {
    if (this.away) return;
    this.away = true;
    this.tries = 0;
    this.tell();
    this.askLater();
  }

  /** Asks whether it answers: somebody has reason to doubt it, or wants to know it now. */
  ask = async (): Promise<void> => {
    if (this.asking) return;
    this.asking = true;
    clearTimeout(this.timer);
    const answers = await fetch("/health/live", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) }).then(
      (response) => response.ok,
      () => false,
    );
    this.asking = false;
    if (!answers && !this.away) return this.lost();
    if (!answers) return this.askLater();
    if (!this.away) return;
    this.away = false;
    this.tell();
    this.goOn();
  };

  /** The server has something new for the page: it is back, or took what it had not taken. */
  goOn(): void {
    for (const back of this.waiting) back();
  }

  private askLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.ask, WAITS[Math.min(this.tries++, WAITS.length - 1)]);
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }
}

export const connection = new Connection();

if (typeof window !== "undefined") {
  window.addEventListener("offline", connection.ask);
  window.addEventListener("online", connection.ask);
}
