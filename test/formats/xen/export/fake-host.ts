import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A fake host before anything is deployed. */
export interface HostSetup {
  readonly processors: number;
  readonly scheduler: string;
  readonly dom0Vcpus: number;
  readonly version?: string;
  readonly dmesg?: string;
  readonly commandLine?: string;
}

/** A host that a fake `xl` keeps in a folder. */
export class FakeHost {
  readonly folder = mkdtempSync(join(tmpdir(), 'fake-xen-'));

  constructor(setup: HostSetup) {
    const { processors, scheduler, dom0Vcpus, version, dmesg, commandLine } = setup;
    mkdirSync(join(this.folder, 'bin'));
    copyFileSync(join(import.meta.dirname, 'fake-xl.sh'), join(this.folder, 'bin/xl'));
    chmodSync(join(this.folder, 'bin/xl'), 0o755);
    const list = Array.from({ length: processors }, (_, processor) => processor);
    const files = {
      ...{ log: '', count: '0\n', fail: '0\n', how: 'before\n', next: '1\n' },
      ...{ nr_cpus: `${processors}\n`, version: `${version ?? '4.17.5'}\n` },
      dmesg: `${dmesg ?? '(XEN) debug=n'}\n`,
      commandline: `${commandLine ?? 'dom0_mem=1G timer_slop=0'}\n`,
      'pools/0/name': 'Pool-0\n',
      'pools/0/sched': `${scheduler}\n`,
      'pools/0/cpus': `${list.join(',')}\n`,
      'pools/0/ratelimit': '1000\n',
      'pools/0/tslice': '30\n',
      'pools/0/frame': '10000000 00000000-0000-0000-0000-000000000000:0:10000000\n',
      'domains/0/name': 'Domain-0\n',
      'domains/0/pool': 'Pool-0\n',
      'domains/0/uuid': '00000000-0000-0000-0000-000000000000\n',
      'domains/0/vcpus': `${dom0Vcpus}\n`,
      'domains/0/share': '256 0\n',
      'domains/0/cpus': `${list.join(' ')}\n`,
    };
    mkdirSync(join(this.folder, 'pools/0'), { recursive: true });
    mkdirSync(join(this.folder, 'domains/0'), { recursive: true });
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    for (let vcpu = 0; vcpu < dom0Vcpus; vcpu++)
      this.write(`domains/0/vcpu${vcpu}`, '10000 4000 yes\n');
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Lets the changing call of this number fail, before or after its work; 0 is none. */
  failAt(number: number, how: 'before' | 'after'): void {
    this.write('count', '0\n');
    this.write('fail', `${number}\n`);
    this.write('how', `${how}\n`);
  }

  /** The number of calls that changed something, or would have. */
  changes(): number {
    return Number(readFileSync(join(this.folder, 'count'), 'utf8'));
  }

  /** The calls of `xl` so far, each as its words. */
  calls(): readonly (readonly string[])[] {
    return readFileSync(join(this.folder, 'log'), 'utf8')
      .split('\0\n')
      .filter((line) => line !== '')
      .map((line) => line.split('\0'));
  }

  /** Everything that the host knows, so that two states can be compared. */
  state(): Readonly<Record<string, string>> {
    const folders = ['pools', 'domains'];
    const files = folders.flatMap((of) =>
      readdirSync(join(this.folder, of)).flatMap((each) =>
        readdirSync(join(this.folder, of, each)).map((name) => join(of, each, name)),
      ),
    );
    return Object.fromEntries(
      files.toSorted().map((file) => [file, readFileSync(join(this.folder, file), 'utf8')]),
    );
  }

  /** Runs a script of a folder with the fake `xl`. */
  run(
    script: string,
    args: readonly string[] = [],
    shell: readonly string[] = ['sh'],
    input = '',
  ): { readonly code: number | null; readonly out: string; readonly err: string } {
    const [program = 'sh', ...before] = shell;
    const ran = spawnSync(program, [...before, script, ...args], {
      env: {
        PATH: `${join(this.folder, 'bin')}:${process.env.PATH ?? ''}`,
        FAKE_XEN: this.folder,
      },
      input,
      encoding: 'utf8',
    });
    return { code: ran.status, out: ran.stdout, err: ran.stderr };
  }

  /** The output of `xl`. */
  xl(...words: readonly string[]): string {
    const ran = spawnSync(join(this.folder, 'bin/xl'), words, {
      env: { PATH: process.env.PATH ?? '', FAKE_XEN: this.folder },
      encoding: 'utf8',
    });
    return ran.stdout;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
