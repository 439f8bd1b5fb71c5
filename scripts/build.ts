import { execFileSync } from 'node:child_process';
import { chmodSync, rmSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { type Bundle, bundles } from './bundles.ts';

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

const chosen =
  positionals.length === 0
    ? bundles
    : bundles.filter(({ entry }) => positionals.some((folder) => entry.startsWith(`${folder}/`)));
const built = await Promise.allSettled(chosen.map(bundle));
// The output of esbuild names the error and its place.
if (built.some(({ status }) => status === 'rejected')) process.exit(1);
for (const { out } of chosen) console.log(`${out}  ${(statSync(out).size / 1024).toFixed(0)} KB`);

async function bundle({ entry, out, options }: Bundle): Promise<void> {
  await build({
    ...options,
    entryPoints: [entry],
    outfile: out,
    bundle: true,
    minify: values.production,
    sourcemap: values.production ? false : 'linked',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  if (out.startsWith('dist/cli/')) chmodSync(out, 0o755);
}
