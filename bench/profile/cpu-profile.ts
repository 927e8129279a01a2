import { groupOf } from "./groups.ts";
import type { CallFrame, Place } from "./source-places.ts";

/** As `Profiler.stop` answers it. */
export interface CpuProfile {
  nodes: { id: number; callFrame: CallFrame; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

/** As `HeapProfiler.stopSampling` answers it. */
export interface HeapProfile {
  head: HeapNode;
}

interface HeapNode {
  callFrame: CallFrame;
  selfSize: number;
  children: HeapNode[];
}

/** Amounts by name, the largest first. */
export type Amounts = [name: string, amount: number][];

export interface Spent {
  /** What each part did itself. */
  groups: Amounts;
  /** What each function did itself. */
  functions: Amounts;
  /** What each of Turbo's own functions did with all that it called; what it awaited counts to nobody. */
  own: Amounts;
}

interface Visited {
  frame: CallFrame;
  amount: number;
  children: Visited[];
}

/**
 * Microseconds by part and by function, without the time in which nothing was to do. What passed between two samples
 * `interval` apart at best counts as far as the process can have worked: on a busy machine it often waits for its turn.
 */
export function spentTime(
  { nodes, samples, timeDeltas }: CpuProfile,
  interval: number,
  placeOf: (frame: CallFrame) => Place,
): Spent {
  const micros = new Map<number, number>();
  for (const [at, id] of samples.entries())
    micros.set(id, (micros.get(id) ?? 0) + Math.min(timeDeltas[at] ?? 0, 2 * interval));
  const visited = new Map<number, Visited>(
    nodes.map(({ id, callFrame }) => [id, { frame: callFrame, amount: micros.get(id) ?? 0, children: [] }]),
  );
  for (const { id, children = [] } of nodes)
    visited.get(id)?.children.push(...children.flatMap((child) => visited.get(child) ?? []));
  const root = visited.get(nodes[0]?.id ?? 0);
  if (!root) throw new Error("The profile is empty.");
  return spent(root, placeOf);
}

/** Bytes by part and by function. */
export function spentMemory({ head }: HeapProfile, placeOf: (frame: CallFrame) => Place): Spent {
  const visited = ({ callFrame, selfSize, children }: HeapNode): Visited => ({
    frame: callFrame,
    amount: selfSize,
    children: children.map(visited),
  });
  return spent(visited(head), placeOf);
}

function spent(root: Visited, placeOf: (frame: CallFrame) => Place): Spent {
  const groups = new Map<string, number>();
  const functions = new Map<string, number>();
  const own = new Map<string, number>();
  const add = (to: Map<string, number>, name: string, amount: number) => to.set(name, (to.get(name) ?? 0) + amount);
  const walk = ({ frame, amount, children }: Visited, caller: string, around: readonly string[]): void => {
    const place = placeOf(frame);
    if (place.name === "(idle)") return;
    const group = groupOf(place, caller);
    const name = `${place.name} ${place.file && `${place.file}:${place.line}`}`;
    const inside = group.startsWith("Turbo ") && place.file && !around.includes(name) ? [...around, name] : around;
    if (amount > 0) {
      add(groups, group, amount);
      add(functions, place.file ? name : `${name}(${group})`, amount);
      for (const one of inside) add(own, one, amount);
    }
    for (const child of children) walk(child, group, inside);
  };
  walk(root, "native code outside JavaScript", []);
  return { groups: sorted(groups), functions: sorted(functions), own: sorted(own) };
}

function sorted(amounts: Map<string, number>): Amounts {
  return [...amounts].sort(([, a], [, b]) => b - a);
}
