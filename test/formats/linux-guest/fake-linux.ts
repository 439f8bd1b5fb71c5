import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A run of a script, and the words of each call of a program that sets scheduling. */
interface Called {
  readonly status: number | null;
  readonly calls: readonly (readonly string[])[];
  readonly err: string;
}

/** Runs a script of a folder with a `chrt` and a `taskset` that only note how they are called. */
export function callIn(folder: string, script: string, words: readonly string[]): Called {
  const [fakes, log] = [join(folder, '.fakes'), join(folder, '.log')];
  mkdirSync(fakes, { recursive: true });
  writeFileSync(log, '');
  for (const name of ['chrt', 'taskset']) {
    const fake = join(fakes, name);
    writeFileSync(fake, `#!/bin/sh\nprintf '%s\\0' ${name} "$@" >>"${log}"\necho >>"${log}"\n`);
    chmodSync(fake, 0o755);
  }
  const ran = spawnSync('sh', [join(folder, script), ...words], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PATH: [fakes, process.env.PATH].join(delimiter) },
  });
  const lines = readFileSync(log, 'utf8').split('\0\n').slice(0, -1);
  return { status: ran.status, calls: lines.map((line) => line.split('\0')), err: ran.stderr };
}
