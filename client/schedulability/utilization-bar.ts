const cells = 5;

/** A share as a bar of a few characters: empty only at zero, full only where the whole is taken. */
export function utilizationBar(share: number): string {
  const nearest = Math.round(share * cells);
  const filled = share <= 0 ? 0 : share >= 1 ? cells : Math.min(Math.max(nearest, 1), cells - 1);
  return '▰'.repeat(filled) + '▱'.repeat(cells - filled);
}
