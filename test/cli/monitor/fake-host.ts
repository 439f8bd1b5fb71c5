import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inDirectory } from '../directory.ts';

/** A host that is faked by programs on the path: `xl` prints files, `ssh` does what `mode` says. */
export interface FakeHost {
  readonly folder: string;
  /** The environment in which the fakes are found. */
  readonly env: Readonly<Record<string, string>>;
  /** The prefix that reaches the host whatever the environment is. */
  readonly via: readonly string[];
  /** From now on the connection is like that. */
  become(mode: Mode): void;
  /** Ends the connection that answers now. */
  hangUp(): void;
  /** From now on a command of `xl` prints this; `null` for nothing. */
  print(command: string, text: string): void;
  /** The commands that `xl` was asked for, and the starts of `ssh`. */
  asked(): readonly string[];
}

export type Mode = 'answers' | 'hangs' | 'garbage' | 'dies' | 'refuses';

const xl = `#!/bin/sh
echo "xl $*" >>"$FAKE/log"
cat "$FAKE/$(printf %s "$*" | tr ' ' _)" 2>/dev/null
exit 0
`;

const ssh = `#!/bin/sh
echo "ssh $*" >>"$FAKE/log"
host=$1
shift
case $(cat "$FAKE/mode") in
answers) echo $$ >"$FAKE/shell"; exec "$@" ;;
hangs) echo $$ >>"$FAKE/hanging"; sleep 1000 & wait ;;
garbage) while read -r line; do case $line in *' xl '*) head -c 300 /dev/urandom ;; *) echo; eval "$line" ;; esac; done ;;
dies) echo "Connection to $host closed." >&2; exit 255 ;;
refuses) while read -r line; do case $line in *' xl '*) echo 'Permission denied'; echo '[exit 1]' ;; *) eval "$line" ;; esac; done ;;
esac
`;

const output = (name: string): string =>
  readFileSync(new URL(`../../formats/xen/outputs/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .slice(1, -2)
    .join('\n')
    .concat('\n');

const outputs = {
  info: '28-xl_info.txt',
  'list --cpupool': '34-xl_list_--cpupool.txt',
  'vcpu-list': '20-xl_vcpu-list.txt',
  'cpupool-list': '24-xl_cpupool-list.txt',
  'cpupool-list -c': '25-xl_cpupool-list_-c.txt',
  'sched-rtds -v all': '11-xl_sched-rtds_-v_all.txt',
} as const;

/** Runs `use` with the recorded host, which answers, and the given files. */
export function withFakeHost(
  files: Readonly<Record<string, string>>,
  use: (host: FakeHost) => Promise<void>,
): Promise<void> {
  return inDirectory(files, (folder) => use(fakeHostIn(folder)));
}

/** The recorded host, which answers, with its programs in a folder. */
export function fakeHostIn(folder: string): FakeHost {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, text] of Object.entries({ xl, ssh })) {
    writeFileSync(join(bin, name), text);
    chmodSync(join(bin, name), 0o755);
  }
  const path = `${bin}:${process.env.PATH ?? ''}`;
  const host: FakeHost = {
    folder,
    env: { PATH: path, FAKE: folder },
    via: ['env', `PATH=${path}`, `FAKE=${folder}`, 'ssh', 'dom0'],
    become: (mode) => writeFileSync(join(folder, 'mode'), mode),
    hangUp: () => process.kill(Number(readFileSync(join(folder, 'shell'), 'utf8')), 'SIGKILL'),
    print: (command, text) => writeFileSync(join(folder, command.replaceAll(' ', '_')), text),
    asked: () => readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n'),
  };
  host.become('answers');
  for (const [command, name] of Object.entries(outputs)) host.print(command, output(name));
  return host;
}
