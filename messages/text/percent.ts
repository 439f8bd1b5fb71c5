/** A share of one for people, to a tenth of a percent: `72.3 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
