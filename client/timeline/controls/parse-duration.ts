const sizes: Readonly<Record<string, { readonly ns: number; readonly digits: number }>> = {
  s: { ns: 1e9, digits: 9 },
  ms: { ns: 1e6, digits: 6 },
  us: { ns: 1e3, digits: 3 },
  µs: { ns: 1e3, digits: 3 },
  μs: { ns: 1e3, digits: 3 },
  ns: { ns: 1, digits: 0 },
};

/**
 * Reads a duration in the language's notation, in ns; `null` where the text is no duration, is
 * finer than a ns, or exceeds 10^15 ns.
 */
export function parseDuration(text: string): number | null {
  const parts = /^\s*(\d+)(?:\.(\d+))?\s*(ns|us|µs|μs|ms|s)\s*$/.exec(text);
  const size = sizes[parts?.[3] ?? ''];
  if (parts === null || size === undefined) return null;
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  if (fraction.length > size.digits) return null;
  const ns = Number(parts[1]) * size.ns + Number(fraction.padEnd(size.digits, '0') || 0);
  return ns <= 1e15 ? ns : null;
}
