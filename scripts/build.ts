import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { bundles } from './bundles.ts';
import { writeLibraryTypes } from './library/write-types.ts';
import { buildNodePrograms } from './node-programs.ts';

/**
 * Generates the parser and bundles every program into dist/. Arguments such as `client server`
 * select the programs whose entry lies in these folders. `--production` minifies and omits source
 * maps, as in the package.
 */
const { values, positionals } = parseArgs({
  options: { production: { type: 'boolean', default: false } },
  allowPositionals: true,
});

execFileSync('langium', ['generate'], { stdio: ['ignore', 'ignore', 'inherit'] });
if (positionals.length === 0) rmSync('dist', { recursive: true, force: true });

const isChosen = (entry: string): boolean =>
  positionals.length === 0 || positionals.some((folder) => entry.startsWith(`${folder}/`));

const how: BuildOptions = {
  minify: values.production,
  sourcemap: values.production ? false : 'linked',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
};

const programs = ['cli/', 'library/', 'server/'].some(isChosen) ? [buildNodePrograms(how)] : [];
if (isChosen('library/')) programs.push(writeLibraryTypes());
const chosen = bundles.filter(({ entry }) => isChosen(entry));
const built = await Promise.allSettled([
  ...programs,
  ...chosen.map(async ({ entry, out, options }) => {
    await build({ ...options, ...how, entryPoints: [entry], outfile: out, bundle: true });
    return [out];
  }),
]);
// The output of esbuild names the error and its place.
if (built.some(({ status }) => status === 'rejected')) process.exit(1);
for (const out of built.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])))
  console.log(`${out}  ${(statSync(out).size / 1024).toFixed(0)} KB`);
