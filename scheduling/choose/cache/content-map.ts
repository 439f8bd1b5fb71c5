import type { CacheSpace } from './cache-space.ts';
import { sameContent } from './content.ts';
import type { ContentMeasures } from './content-measures.ts';

interface Entry<V> {
  readonly key: readonly unknown[];
  readonly value: V;
}

/** The size of an entry besides its key and value: the entry object and its slot in the map. */
const BYTES_OF_AN_ENTRY = 120;

/**
 * Remembers values by the content of their keys. The map forgets an entry that nobody asked for
 * during a whole turn of its space.
 */
export class ContentMap<V> {
  private readonly space: CacheSpace;
  private readonly measures: ContentMeasures;
  private turn = 0;
  private young = new Map<number, Entry<V>[]>();
  private old = new Map<number, Entry<V>[]>();

  /**
   * Maps share `space`, which bounds their memory, and `measures`, which remembers the hashes of
   * keys.
   */
  constructor(space: CacheSpace, measures: ContentMeasures) {
    this.space = space;
    this.measures = measures;
  }

  /**
   * The value stored under a key of this content; if there is none, computes and stores it. If
   * `compute` throws, nothing is stored.
   */
  get(key: readonly unknown[], compute: () => V): V {
    const hash = this.keyHash(key);
    const entry = this.entry(hash, key);
    if (entry !== undefined) return entry.value;
    const value = compute();
    this.store(hash, { key, value });
    return value;
  }

  /** The value stored under a key of this content, or `undefined`. */
  peek(key: readonly unknown[]): V | undefined {
    return this.entry(this.keyHash(key), key)?.value;
  }

  /** Stores a value under a key, in place of one that is stored under a key of this content. */
  put(key: readonly unknown[], value: V): void {
    const hash = this.keyHash(key);
    const before = this.young.get(hash)?.filter((entry) => !sameContent(entry.key, key));
    if (before !== undefined) this.young.set(hash, before);
    this.store(hash, { key, value });
  }

  private entry(hash: number, key: readonly unknown[]): Entry<V> | undefined {
    this.age();
    const recent = find(this.young.get(hash), key);
    if (recent !== undefined) return recent;
    const earlier = find(this.old.get(hash), key);
    if (earlier !== undefined) this.store(hash, earlier);
    return earlier;
  }

  private store(hash: number, entry: Entry<V>): void {
    this.age();
    const bucket = this.young.get(hash);
    if (bucket === undefined) this.young.set(hash, [entry]);
    else bucket.push(entry);
    const { measures } = this;
    const bytes = measures.size(entry.key) + measures.size(entry.value);
    this.space.take(BYTES_OF_AN_ENTRY + bytes);
  }

  private age(): void {
    const passed = this.space.turn - this.turn;
    if (passed === 0) return;
    this.old = passed === 1 ? this.young : new Map();
    this.young = new Map();
    this.turn = this.space.turn;
  }

  private keyHash(key: readonly unknown[]): number {
    let hash = key.length;
    for (const part of key) hash = Math.imul(hash ^ this.measures.hash(part), 0x01000193);
    return hash;
  }
}

function find<V>(
  bucket: readonly Entry<V>[] | undefined,
  key: readonly unknown[],
): Entry<V> | undefined {
  return bucket?.find((entry) => sameContent(entry.key, key));
}
