import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fullFolders } from './full-folders.ts';
import { hiddenSubjects } from './hidden-subjects.ts';
import { longComments } from './long-comments.ts';
import { strayedSentences } from './sentences.ts';

/**
 * The house's own rules, which run after the linter's. Each printed line is a place that breaks
 * one.
 */

const paths = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
})
  .split('\n')
  // Git lists a deleted file until its deletion is staged.
  .filter((path) => /\.(ts|mjs|css)$/.test(path) && existsSync(path));
const sources = paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));

const found = [
  ...fullFolders(paths),
  ...sources.flatMap(longComments),
  ...sources.flatMap(hiddenSubjects),
  ...sources.flatMap(strayedSentences),
];
for (const line of found) console.error(line);
process.exitCode = found.length === 0 ? 0 : 1;
