import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Poll, pollHost } from '../../../cli/monitor/poll-host.ts';
import { pollCommands } from '../../../cli/monitor/poll-script.ts';
import { readXen } from '../../../formats/xen/read.ts';
import { type FakeHost, type Mode, withFakeHost } from './fake-host.ts';

/** A slow machine may take long to answer. */
const patience = 60_000;

/** The kinds of the answers while the connection goes through these modes, one poll in each. */
async function through(modes: readonly Mode[], host: FakeHost): Promise<readonly string[]> {
  const stop = new AbortController();
  const seen: string[] = [];
  const next = () => {
    const mode = modes[seen.length];
    if (mode === undefined) stop.abort();
    else host.become(mode);
  };
  next();
  for await (const { answer } of pollHost(host.via, { every: 10, patience }, stop.signal)) {
    seen.push(answer.kind === 'text' ? 'text' : answer.problem.kind);
    next();
  }
  return seen;
}

test('a host that answers is asked over one connection, each time for the same commands', () =>
  withFakeHost({}, async (host) => {
    expect(await through(['answers', 'answers', 'answers'], host)).toEqual([
      'text',
      'text',
      'text',
    ]);
    const [ssh, ...asked] = host.asked();
    expect(ssh).toBe('ssh dom0 sh');
    expect(asked).toEqual([...pollCommands, ...pollCommands, ...pollCommands]);
  }));

test('a connection that dies is made again', () =>
  withFakeHost({}, async (host) => {
    expect(await through(['dies', 'dies', 'answers', 'answers'], host)).toEqual([
      'ended',
      'ended',
      'text',
      'text',
    ]);
  }));

test('a connection that hangs is ended with all that it started, and made again', () =>
  withFakeHost({}, async (host) => {
    host.become('hangs');
    const seen: string[] = [];
    const pace = { every: 10, patience: 3000 };
    const hanging = join(host.folder, 'hanging');
    for await (const { answer } of pollHost(host.via, pace, AbortSignal.timeout(4 * patience))) {
      if (existsSync(hanging)) host.become('answers');
      seen.push(answer.kind === 'text' ? 'text' : answer.problem.kind);
      if (answer.kind === 'text') break;
    }
    expect(seen[0]).toBe('silent');
    expect(seen.at(-1)).toBe('text');
    const pid = Number(readFileSync(hanging, 'utf8').split('\n')[0]);
    expect(() => process.kill(pid, 0)).toThrow();
  }));

test('what a connection said last is told', () =>
  withFakeHost({}, async (host) => {
    host.become('dies');
    const polls: Poll[] = [];
    for await (const poll of pollHost(
      host.via,
      { every: 10, patience },
      AbortSignal.timeout(60_000),
    )) {
      polls.push(poll);
      break;
    }
    expect(polls[0]?.answer).toEqual({
      kind: 'failed',
      problem: { kind: 'ended', code: '255', said: 'Connection to dom0 closed' },
    });
  }));

test('a prefix that is no program is a failure', () =>
  withFakeHost({}, async () => {
    for await (const { answer } of pollHost(
      ['/no/such'],
      { every: 10, patience },
      AbortSignal.timeout(60_000),
    )) {
      expect(answer).toMatchObject({ kind: 'failed', problem: { kind: 'not-started' } });
      break;
    }
  }));

test('garbage is an answer of which nothing is understood', () =>
  withFakeHost({}, async (host) => {
    host.become('garbage');
    for await (const { answer } of pollHost(
      host.via,
      { every: 10, patience },
      AbortSignal.timeout(60_000),
    )) {
      expect(answer.kind).toBe('text');
      if (answer.kind === 'text')
        expect(readXen([{ file: 'xl', text: answer.text }]).domains.size).toBe(0);
      break;
    }
  }));

test('words of a prefix are arguments, whatever characters they hold', () =>
  withFakeHost({}, async (host) => {
    const evil = `$(touch ${host.folder}/run); touch ${host.folder}/run #`;
    const via = [...host.via.slice(0, -1), evil];
    for await (const { answer } of pollHost(
      via,
      { every: 10, patience },
      AbortSignal.timeout(60_000),
    )) {
      expect(answer.kind).toBe('text');
      break;
    }
    expect(host.asked()[0]).toBe(`ssh ${evil} sh`);
    expect(existsSync(join(host.folder, 'run'))).toBe(false);
  }));
