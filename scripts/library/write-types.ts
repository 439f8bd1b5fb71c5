import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The entry of the library, whose functions are asynchronous. */
const entry = 'library/open-system';
const functions = ['openSystem', 'readSystem', 'resumeSystem'];

const out = 'dist/library';

/**
 * Writes beside the library's bundle its types, which are the declarations that its entry reaches,
 * and a CommonJS module that imports it. The result is the files' paths.
 */
export async function writeLibraryTypes(): Promise<readonly string[]> {
  const beside = `dist/.types-${process.pid}`;
  const flags = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--noCheck'];
  execFileSync('tsc', ['-p', 'library', ...flags, '--rootDir', '.', '--outDir', beside], {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  rmSync(join(out, 'types'), { recursive: true, force: true });
  for (const file of reachable(beside, `${entry}.d.ts`)) {
    const to = join(out, 'types', file);
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(join(beside, file), to);
    // Programs that embed the library need not allow imports that end with `.ts`.
    const text = readFileSync(to, 'utf8').replace(imports, (whole) => whole.replace('.ts', '.js'));
    writeFileSync(to, text);
  }
  rmSync(beside, { recursive: true });
  writeFileSync(join(out, 'hypersched.cjs'), functions.map(forwarded).join(''));
  writeFileSync(join(out, 'hypersched.d.cts'), commonTypes());
  return [join(out, 'hypersched.cjs'), join(out, 'types', `${entry}.d.ts`)];
}

const imports = /\bfrom '[^']+\.ts'/g;

/** The declarations that one reaches by imports. One of a package would ask for it there. */
function reachable(folder: string, first: string): readonly string[] {
  const found = [first];
  for (const file of found) {
    const text = readFileSync(join(folder, file), 'utf8');
    for (const [, module = ''] of text.matchAll(/\bfrom '([^']+)'/g)) {
      if (!module.startsWith('.')) throw new Error(`${file} needs the types of ${module}`);
      const path = join(dirname(file), module.replace(/\.ts$/, '.d.ts'));
      if (!found.includes(path)) found.push(path);
    }
  }
  return found;
}

function forwarded(name: string): string {
  return `exports.${name} = async (...given) => (await import('./hypersched.js')).${name}(...given);\n`;
}

function commonTypes(): string {
  const from = `'./types/${entry}.js'`;
  const mode = "{ 'resolution-mode': 'import' }";
  const each = functions.map(
    (name) => `export declare const ${name}: typeof import(${from}, { with: ${mode} }).${name};\n`,
  );
  return `export type * from ${from} with ${mode};\n${each.join('')}`;
}
