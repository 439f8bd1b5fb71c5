/** Estimates of the memory that objects, strings and fields take in a common JavaScript engine. */
const BYTES_OF_AN_OBJECT = 32;
const BYTES_OF_A_STRING = 16;
const BYTES_OF_A_FIELD = 12;

/** Smaller objects are measured anew each time, which costs less than to remember them. */
const BYTES_TO_REMEMBER = 1024;

const scratch = new DataView(new ArrayBuffer(8));

/**
 * Hashes and sizes of plain data. Those of an object are remembered as long as the object lives, so
 * the data must be immutable, as the model is.
 */
export class ContentMeasures {
  private readonly hashes = new WeakMap<object, number>();
  private readonly sizes = new WeakMap<object, number>();

  /** A 32-bit hash, equal for equal content. */
  hash(value: unknown): number {
    switch (typeof value) {
      case 'number':
        return numberHash(value);
      case 'string':
        return stringHash(value);
      case 'boolean':
        return value ? 0x2f1b : 0x5d63;
      case 'object':
        return value === null ? 0x1d0b : this.objectHash(value);
      case 'undefined':
      case 'bigint':
      case 'symbol':
      case 'function':
        return 0x3c91;
    }
  }

  /** The approximate size of a piece of plain data, in bytes. Shared parts count each time. */
  size(value: unknown): number {
    if (typeof value === 'string') return BYTES_OF_A_STRING + value.length;
    if (typeof value !== 'object' || value === null) return 0;
    const known = this.sizes.get(value);
    if (known !== undefined) return known;
    let size = BYTES_OF_AN_OBJECT;
    if (Array.isArray(value)) {
      for (const item of value) size += BYTES_OF_A_FIELD + this.size(item);
    } else {
      const record = value as Record<string, unknown>;
      for (const key in record) size += BYTES_OF_A_FIELD + this.size(record[key]);
    }
    if (size >= BYTES_TO_REMEMBER) this.sizes.set(value, size);
    return size;
  }

  private objectHash(value: object): number {
    const known = this.hashes.get(value);
    if (known !== undefined) return known;
    let hash = 0x811c9dc5;
    if (Array.isArray(value)) {
      for (const item of value) hash = mix(hash, this.hash(item));
    } else {
      // Keys and values are hashed in pairs and added up: the order of keys does not matter.
      let sum = 0;
      const record = value as Record<string, unknown>;
      for (const key in record) sum = (sum + mix(stringHash(key), this.hash(record[key]))) | 0;
      hash = mix(hash, sum);
    }
    this.hashes.set(value, hash);
    return hash;
  }
}

function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x01000193);
  return mixed ^ (mixed >>> 15);
}

function numberHash(value: number): number {
  if ((value | 0) === value) return mix(0x9e3779b9, value | 0);
  scratch.setFloat64(0, value);
  return mix(scratch.getInt32(0), scratch.getInt32(4));
}

function stringHash(value: string): number {
  let hash = 0x7f4a7c15;
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193);
  return hash;
}
