/**
 * Random numbers by counter. Each number is a function of (seed, stream, index, purpose) alone, so
 * a task's numbers depend neither on other tasks nor on the order of the run. The functions use
 * only 32-bit integer operations and one exact division, hence they agree on every machine. Each
 * word is mixed by the finalizer of MurmurHash3 (A. Appleby).
 */

/** The purposes of numbers. Different purposes give independent streams. */
export const purposes = { execution: 1, jitter: 2, gap: 3 } as const;
export type Purpose = (typeof purposes)[keyof typeof purposes];

/** A uniformly distributed whole number in `0 … range`. Domain: `range` is below 2^53. */
export function draw(
  seed: number,
  stream: number,
  index: number,
  purpose: Purpose,
  range: number,
): number {
  if (range <= 0) return 0;
  let hash = mix(seed ^ Math.imul(purpose, 0x9e3779b1));
  hash = mix(hash ^ stream);
  hash = mix(hash ^ (index | 0));
  hash = mix(hash ^ Math.floor(index / 0x1_0000_0000));
  const high = mix(hash ^ 0x68bc21eb) >>> 5;
  const low = mix(hash ^ 0x02e5be93) >>> 6;
  const unit = (high * 0x400_0000 + low) / 0x20_0000_0000_0000;
  return Math.min(range, Math.floor(unit * (range + 1)));
}

/** The stream of a task, by its name, so it stays the same when other elements come and go. */
export function streamOf(domain: string, task: string): number {
  let hash = 0x811c9dc5;
  for (const name of [domain, task]) {
    for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ 0x1_0000, 0x01000193);
  }
  return mix(hash);
}

function mix(word: number): number {
  let hash = word | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
