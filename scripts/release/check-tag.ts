import { readFileSync, writeFileSync } from 'node:fs';
import { releaseOf } from './release.ts';

/**
 * Checks a release's tag against package.json and CHANGELOG.md. It writes the release's notes to
 * release-notes.md and prints the flags for publishing, as a workflow reads them.
 */

const release = releaseOf(
  process.argv[2] ?? '',
  JSON.parse(readFileSync('package.json', 'utf8')).version,
  readFileSync('CHANGELOG.md', 'utf8'),
);
if ('fault' in release) {
  console.error(release.fault);
  process.exit(1);
}
writeFileSync('release-notes.md', release.notes);
console.log(`flag=${release.isPrerelease ? '--pre-release' : ''}`);
console.log(`gh-flag=${release.isPrerelease ? '--prerelease' : ''}`);
