const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Shares of a processor as a line of small bars, one for each; only zero is the lowest. */
export function sparkline(shares: readonly number[]): string {
  return shares
    .map((share) => {
      const level = share <= 0 ? 0 : Math.max(1, Math.round(share * (blocks.length - 1)));
      return blocks[Math.min(level, blocks.length - 1)] ?? '';
    })
    .join('');
}
