import { readFileSync, writeFileSync } from 'node:fs';
import { comparison } from './compare.ts';
import { PAGE, withNumbers } from './page.ts';

/** Prints the numbers of docs/open-environment.md; `--write` puts them there, too. */

const numbers = await comparison();
process.stdout.write(`${numbers}\n`);
if (process.argv.includes('--write'))
  writeFileSync(PAGE, withNumbers(readFileSync(PAGE, 'utf8'), numbers));
