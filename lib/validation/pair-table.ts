/** Numbers pairs of 32-bit integers from 0, in the order in which they come; flat, so that millions fit. */
export class PairTable {
  size = 0;
  private mask: number;
  private first: Int32Array;
  private second: Int32Array;
  /** Number of the pair in a slot, from 1; 0 where the slot is free. */
  private numbers: Int32Array;

  constructor(expected = 512) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, expected * 1.6)));
    this.mask = slots - 1;
    this.first = new Int32Array(slots);
    this.second = new Int32Array(slots);
    this.numbers = new Int32Array(slots);
  }

  /** The pair's number, or -1. */
  find(first: number, second: number): number {
    for (let slot = this.slotOf(first, second); ; slot = (slot + 1) & this.mask) {
      const number = this.numbers[slot] as number;
      if (number === 0) return -1;
      if (this.first[slot] === first && this.second[slot] === second) return number - 1;
    }
  }

  /** The pair's number, which it gets here where it has none. */
  add(first: number, second: number): number {
    let slot = this.slotOf(first, second);
    for (; this.numbers[slot] !== 0; slot = (slot + 1) & this.mask) {
      if (this.first[slot] === first && this.second[slot] === second) return (this.numbers[slot] as number) - 1;
    }
    this.first[slot] = first;
    this.second[slot] = second;
    this.numbers[slot] = ++this.size;
    const number = this.size - 1;
    if (this.size > this.mask * 0.7) this.grow();
    return number;
  }

  private slotOf(first: number, second: number): number {
    const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
    return (mixed ^ (mixed >>> 15)) & this.mask;
  }

  private grow(): void {
    const { first, second, numbers } = this;
    const slots = numbers.length * 2;
    this.mask = slots - 1;
    this.first = new Int32Array(slots);
    this.second = new Int32Array(slots);
    this.numbers = new Int32Array(slots);
    for (let old = 0; old < numbers.length; old++) {
      if (numbers[old] === 0) continue;
      let slot = this.slotOf(first[old] as number, second[old] as number);
      while (this.numbers[slot] !== 0) slot = (slot + 1) & this.mask;
      this.first[slot] = first[old] as number;
      this.second[slot] = second[old] as number;
      this.numbers[slot] = numbers[old] as number;
    }
  }
}
