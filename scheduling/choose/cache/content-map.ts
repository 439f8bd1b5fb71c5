import { contentHash, sameContent } from './content.ts';

interface Entry<V> {
  readonly key: readonly unknown[];
  readonly value: V;
}

/**
 * Remembers values by the content of their keys. What has not been asked for while `capacity` other
 * values were stored is forgotten.
 */
export class ContentMap<V> {
  private readonly capacity: number;
  private young = new Map<number, Entry<V>[]>();
  private old = new Map<number, Entry<V>[]>();
  private stored = 0;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  /**
   * The value stored under a key of this content, else what `compute` gives; what that throws is
   * not stored.
   */
  get(key: readonly unknown[], compute: () => V): V {
    const hash = keyHash(key);
    const entry = this.entry(hash, key);
    if (entry !== undefined) return entry.value;
    const value = compute();
    this.store(hash, { key, value });
    return value;
  }

  /** The value stored under a key of this content, or `undefined`. */
  peek(key: readonly unknown[]): V | undefined {
    return this.entry(keyHash(key), key)?.value;
  }

  put(key: readonly unknown[], value: V): void {
    this.store(keyHash(key), { key, value });
  }

  private entry(hash: number, key: readonly unknown[]): Entry<V> | undefined {
    const recent = find(this.young.get(hash), key);
    if (recent !== undefined) return recent;
    const earlier = find(this.old.get(hash), key);
    if (earlier !== undefined) this.store(hash, earlier);
    return earlier;
  }

  private store(hash: number, entry: Entry<V>): void {
    if (this.stored >= this.capacity) {
      this.old = this.young;
      this.young = new Map();
      this.stored = 0;
    }
    const bucket = this.young.get(hash);
    if (bucket === undefined) this.young.set(hash, [entry]);
    else bucket.push(entry);
    this.stored++;
  }
}

function keyHash(key: readonly unknown[]): number {
  let hash = key.length;
  for (const part of key) hash = Math.imul(hash ^ contentHash(part), 0x01000193);
  return hash;
}

function find<V>(
  bucket: readonly Entry<V>[] | undefined,
  key: readonly unknown[],
): Entry<V> | undefined {
  return bucket?.find((entry) => sameContent(entry.key, key));
}
