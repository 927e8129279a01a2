import { connection } from "#components/connection";
import type { Event } from "#lib/domain/events/schema";

type Listener = (events: Event[]) => void;

const CHANNEL = "turbo-events";
const QUIET = 300;

/**
 * The live events of this browser: one tab leads and holds the stream, the others hear it over a channel.
 * The leader lets go while hidden, so that a tab in sight takes over; what came meanwhile is asked for again by number.
 */
class EventStream {
  private listeners = new Set<Listener>();
  private waiting: Event[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private source: EventSource | undefined;
  private channel: BroadcastChannel | undefined;
  private release: (() => void) | undefined;
  private asking: AbortController | undefined;
  private last = 0;

  /** Number of the newest event that was heard of. */
  get number(): number {
    return this.last;
  }

  /** What the page shows is at least as new as this event. */
  startFrom(number: number): void {
    this.last = Math.max(this.last, number);
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.begin();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.end();
    };
  }

  private begin(): void {
    this.channel = new BroadcastChannel(CHANNEL);
    this.channel.onmessage = (message: MessageEvent<Event>) => this.hear(message.data);
    document.addEventListener("visibilitychange", this.watch);
    this.watch();
  }

  private end(): void {
    document.removeEventListener("visibilitychange", this.watch);
    this.letGo();
    this.channel?.close();
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = [];
  }

  private watch = (): void => {
    if (document.hidden) this.letGo();
    else this.lead();
  };

  /** Waits for its turn to be the one tab that holds the stream. */
  private lead(): void {
    if (this.asking) return;
    const asking = new AbortController();
    this.asking = asking;
    const hold = () =>
      new Promise<void>((done) => {
        if (asking.signal.aborted) return done();
        this.release = done;
        this.open();
      });
    if (!("locks" in navigator)) {
      void hold();
      return;
    }
    navigator.locks.request(CHANNEL, { signal: asking.signal }, hold).catch(() => undefined);
  }

  private letGo(): void {
    this.asking?.abort();
    this.asking = undefined;
    this.source?.close();
    this.source = undefined;
    this.release?.();
    this.release = undefined;
  }

  private open(): void {
    const source = new EventSource(this.last > 0 ? `/api/events?since=${this.last}` : "/api/events");
    this.source = source;
    source.addEventListener("change", (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as Event;
      this.channel?.postMessage(event);
      this.hear(event);
    });
    source.onerror = () => {
      void connection.ask();
      // A stream that was refused for good is asked for again later; the browser itself resumes the others.
      if (source.readyState !== EventSource.CLOSED || this.source !== source) return;
      setTimeout(() => this.source === source && this.open(), 5000);
    };
  }

  private hear(event: Event): void {
    if (event.number <= this.last) return;
    this.last = event.number;
    this.waiting.push(event);
    this.timer ??= setTimeout(() => {
      const events = this.waiting;
      this.waiting = [];
      this.timer = undefined;
      for (const listener of this.listeners) listener(events);
    }, QUIET);
  }
}

export const eventStream = new EventStream();
