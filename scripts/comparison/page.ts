/** The page that holds the numbers. */
export const PAGE = 'docs/open-environment.md';

const BEGIN = '<!-- npm run compare -- --write -->';
const END = '<!-- end -->';

/** The page with other numbers between its marks. */
export function withNumbers(page: string, numbers: string): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${PAGE} has lost its marks`);
  return `${before}${BEGIN}\n\n${numbers}\n\n${END}${after}`;
}
