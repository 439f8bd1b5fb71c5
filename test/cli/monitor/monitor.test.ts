import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { hostReportSchema } from '../../../client/monitor/host-report.ts';
import { holdAgainst } from '../../support/json-schema.ts';
import { buildCommand, hypersched } from '../built-command.ts';
import { withFakeHost } from './fake-host.ts';

beforeAll(buildCommand);

const schema = JSON.parse(readFileSync('docs/schemas/monitor.schema.json', 'utf8'));

/** The recorded host, as a file writes it down. */
const same = `machine board { cores 1 scheduler RTDS }
domain dom0 on board { type dom0 vcpu v0 period 10ms budget 5ms extratime }
domain rt1 on board { vcpu v0 period 10ms budget 2.5ms task t period 20ms wcet 1ms }
domain rt2 on board { vcpu v0 period 20ms budget 7ms }
domain hog on board { vcpu v0 period 50ms budget 10ms }
`;

test('a file that says what is there shows no drift, and the host is proven', () =>
  withFakeHost({ 'board.hsched': same }, async ({ folder, env }) => {
    const ran = await hypersched(
      ['monitor', '--once', '--patience', '60s', '--via', 'ssh dom0', join(folder, 'board.hsched')],
      { env },
    );
    expect(ran.err).toBe('');
    expect(ran.out).toContain('nothing differs from the file');
    // The reservations of the recorded host add up to 1.3 of its one processor.
    expect(ran.out).toContain('as it is there: unschedulable');
    expect(ran.out).toContain('rt1.v0       Pool-0   10 ms  2.5 ms    25.0 %      –');
    expect(ran.code).toBe(1);
  }));

test('drift stands at its place, in JSON that has its schema', () =>
  withFakeHost({ 'board.hsched': '' }, async ({ folder, env, print }) => {
    const file = join(folder, 'board.hsched');
    writeFileSync(
      file,
      same
        .replace('2.5ms', '2ms')
        .replace('20ms budget 7ms', '25ms budget 7ms')
        .replace('hog', 'cam'),
    );
    print('list --cpupool', await listed(folder, 'rt2', '--p---'));
    const ran = await hypersched(
      ['monitor', '--once', '--patience', '60s', '--format', 'json', '--via', "ssh 'dom0'", file],
      { env },
    );
    const report = JSON.parse(ran.out);
    expect(holdAgainst(schema, report).faults).toEqual([]);
    expect(v.safeParse(hostReportSchema, report).issues).toBe(undefined);
    const drift = report.drift.map(
      ({ kind, place }: { kind: string; place: { line: number; column: number } | null }) =>
        `${kind} ${place?.line}:${place?.column}`,
    );
    expect(drift).toEqual([
      'budget 3:43',
      'paused 4:8',
      'period 4:31',
      'domain-missing 5:8',
      'domain-not-written 1:9',
    ]);
    expect(ran.code).toBe(1);
  }));

async function listed(folder: string, domain: string, state: string): Promise<string> {
  return readFileSync(join(folder, 'list_--cpupool'), 'utf8')
    .split('\n')
    .map((line) => (line.startsWith(domain) ? line.replace('------', state) : line))
    .join('\n');
}

test.each([
  ['dies', 'ssh dom0: the connection ended (255): Connection to dom0 closed\n'],
  [
    'hangs',
    'ssh dom0: no answer within 1 s, so the connection was ended; where it asks for a password, set up a key\n',
  ],
  ['refuses', 'ssh dom0: xl told of no domain: Permission denied\n'],
] as const)('a host that %s is told, with code 2', (mode, said) =>
  withFakeHost({}, async ({ env, become }) => {
    become(mode);
    const ran = await hypersched(
      ['monitor', '--once', '--patience', mode === 'hangs' ? '1s' : '60s', '--via', 'ssh dom0'],
      {
        env,
      },
    );
    expect([ran.code, ran.out, ran.err]).toEqual([2, said, '']);
  }),
);

test('a host without xl, a file with errors and a wrong command line are told', () =>
  withFakeHost({ 'board.hsched': 'machine {' }, async ({ folder, env }) => {
    const without = await hypersched(['monitor', '--once'], { env: { PATH: '/usr/bin:/bin' } });
    expect(without.out).toContain('the command xl is not there');
    const broken = await hypersched(['monitor', '--once', join(folder, 'board.hsched')], { env });
    expect([broken.code, broken.out]).toEqual([2, expect.stringContaining('is not compared')]);
    const quick = await hypersched(['monitor', '--every', '0.9s'], { env });
    expect([quick.code, quick.err]).toEqual([3, expect.stringContaining('once a second')]);
    const quote = await hypersched(['monitor', '--via', '"ssh'], { env });
    expect([quote.code, quote.err]).toEqual([3, expect.stringContaining('does not end')]);
  }));
