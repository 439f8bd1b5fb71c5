import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './tools.ts';

/** The Debian whose packages the lab is made of, whatever runs on the machine that makes it. */
export const release = 'bookworm';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

/** Debian's archive, read with a state of its own: nothing of the machine's apt changes. */
export interface Archive {
  /** Downloads packages into a folder. */
  download(packages: readonly string[], folder: string): void;
  /** Downloads a source package into a folder. */
  downloadSource(name: string, folder: string): void;
  /** The packages that a package depends on. */
  dependencies(name: string): readonly string[];
}

/** Opens the archive, with what apt keeps of it in a folder. */
export function openArchive(folder: string): Archive {
  if (!existsSync(keyring))
    throw new Error(
      `The Xen lab is made of Debian's packages and needs ${keyring} (package debian-archive-keyring).`,
    );
  for (const each of ['lists/partial', 'archives/partial', 'sources'])
    mkdirSync(join(folder, each), { recursive: true });
  writeFileSync(join(folder, 'status'), '');
  writeFileSync(
    join(folder, 'sources', 'lab.sources'),
    `Types: deb deb-src\nURIs: ${mirror()}\nSuites: ${release}\nComponents: main\nSigned-By: ${keyring}\n`,
  );
  const settings = [
    `Dir::State=${folder}`,
    `Dir::State::status=${join(folder, 'status')}`,
    `Dir::Cache=${folder}`,
    'Dir::Etc::SourceList=/dev/null',
    `Dir::Etc::SourceParts=${join(folder, 'sources')}`,
    'APT::Architecture=amd64',
    'Acquire::Languages=none',
    'Acquire::Retries=3',
    ...(process.getuid?.() === 0 ? ['APT::Sandbox::User=root'] : []),
  ].flatMap((setting) => ['-o', setting]);
  run('apt-get', [...settings, 'update', '-qq']);
  return {
    download: (packages, into) => {
      run('apt-get', [...settings, 'download', '-qq', ...packages], into);
    },
    downloadSource: (name, into) => {
      run('apt-get', [...settings, 'source', '-qq', '--download-only', name], into);
    },
    dependencies: (name) =>
      [...run('apt-cache', [...settings, 'depends', name]).matchAll(/Depends: (\S+)/g)].map(
        ([, depended = '']) => depended,
      ),
  };
}

/** The mirror of Debian that the machine itself uses, else Debian's own address. */
function mirror(): string {
  const folder = '/etc/apt/sources.list.d';
  const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  for (const file of ['/etc/apt/sources.list', ...files]) {
    if (!existsSync(file)) continue;
    const found = /^[^#\n]*?(https?:\/\/\S+\/debian)\/?\s/m.exec(readFileSync(file, 'utf8'));
    if (found?.[1] !== undefined) return found[1];
  }
  return 'http://deb.debian.org/debian';
}
