import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { examples } from '../../client/examples.ts';
import {
  failingOnly,
  type TreeEntry,
  treeEntries,
} from '../../client/schedulability/tree-entries.ts';
import { utilizationBar } from '../../client/schedulability/utilization-bar.ts';
import type { NodeState, SystemTree, VerdictNode } from '../../server/protocol.ts';

const task = (name: string, state: NodeState): VerdictNode => ({
  element: { kind: 'task', domain: 'd', task: name },
  name,
  state,
  detail: '',
  children: [],
});

/**
 * A machine whose only domain has these tasks on its only VCPU. A failing task makes all its owners
 * up to the domain fail.
 */
function system(uri: string, ...tasks: readonly NodeState[]): SystemTree {
  const verdict = tasks.includes('unschedulable') ? 'unschedulable' : 'schedulable';
  const leaves = tasks.map((state, index) => task(`t${index}`, state));
  const above = (
    element: VerdictNode['element'],
    name: string,
    state: NodeState,
    children: VerdictNode[],
  ) => [{ element, name, state, detail: '', children }];
  const vcpu = above({ kind: 'vcpu', domain: 'd', vcpu: 'v0' }, 'v0', verdict, leaves);
  const domain = above({ kind: 'domain', domain: 'd' }, 'd', verdict, vcpu);
  const core = above({ kind: 'core', machine: 'm', core: 0 }, 'core 0', 'schedulable', domain);
  return {
    uri,
    verdict,
    nodes: above({ kind: 'machine', machine: 'm' }, 'm', 'schedulable', core),
  };
}

/**
 * All rows from the top down: the name, the number of failures in it, and whether it starts open.
 */
function drawn(entries: readonly TreeEntry[]): string[] {
  return entries.flatMap((entry) => {
    const name = entry.kind === 'file' ? entry.uri : `${entry.node.name} ${entry.failing}`;
    return [`${name}${entry.open ? ' open' : ''}`, ...drawn(entry.children)];
  });
}

describe('the rows of the Schedulability view', () => {
  it('are the elements of the one system that a file has', () => {
    expect(drawn(treeEntries([system('a', 'schedulable')], true))).toEqual([
      'm 0 open',
      'core 0 0 open',
      'd 0 open',
      'v0 0',
      't0 0',
    ]);
  });

  it('begin with the files where there are several, or all are shown', () => {
    const two = [system('a', 'schedulable'), system('b', 'unschedulable')];
    for (const one of [true, false]) {
      expect(treeEntries(two, one).map(({ id, open }) => [id, open])).toEqual([
        ['a', false],
        ['b', true],
      ]);
    }
    expect(drawn(treeEntries([system('a', 'schedulable')], false))[0]).toBe('a');
  });

  it('count what fails in them once, and open down to it', () => {
    const rows = drawn(
      treeEntries([system('a', 'unschedulable', 'schedulable', 'unschedulable', 'soft')], true),
    );
    expect(rows).toEqual([
      'm 2 open',
      'core 0 2 open',
      'd 2 open',
      'v0 2 open',
      't0 0',
      't1 0',
      't2 0',
      't3 0',
    ]);
  });

  it('of a large system open no further than to what fails', () => {
    const many = Array.from({ length: 200 }, (): NodeState => 'schedulable');
    const [machine] = treeEntries([system('a', ...many)], true);
    expect(drawn(machine === undefined ? [] : [machine]).slice(0, 3)).toEqual([
      'm 0 open',
      'core 0 0 open',
      'd 0',
    ]);
  });

  it('keep their identity while verdicts change, and share it with no other', () => {
    const ids = (entries: readonly TreeEntry[]): string[] =>
      entries.flatMap(({ id, children }) => [id, ...ids(children)]);
    const before = ids(treeEntries([system('a', 'schedulable', 'schedulable')], true));
    expect(ids(treeEntries([system('a', 'unschedulable', 'schedulable')], true))).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
    const elsewhere = ids(treeEntries([system('b', 'schedulable', 'schedulable')], true));
    expect(elsewhere.filter((id) => before.includes(id))).toEqual([]);
  });
});

describe('the rows of what fails', () => {
  const rowsOf = (...tasks: readonly NodeState[]) =>
    drawn(failingOnly(treeEntries([system('a', ...tasks)], true))).map((row) => row.split(' ')[0]);

  it('are the failing ones and those above them', () =>
    expect(rowsOf('schedulable', 'unschedulable', 'soft')).toEqual([
      ...['m', 'core', 'd', 'v0', 't1'],
    ]));

  it('are none where nothing fails', () => expect(rowsOf('schedulable', 'soft')).toEqual([]));
});

describe('a bar of utilization', () => {
  it.each([
    [0, '▱▱▱▱▱'],
    [0.001, '▰▱▱▱▱'],
    [0.46, '▰▰▱▱▱'],
    [0.642, '▰▰▰▱▱'],
    [0.999, '▰▰▰▰▱'],
    [1, '▰▰▰▰▰'],
    [1.8, '▰▰▰▰▰'],
  ])('of %d is %s', (share, bar) => expect(utilizationBar(share)).toBe(bar));
});

describe('the examples that are offered', () => {
  it.each(examples)('%s is there', (file) => expect(existsSync(`examples/${file}`)).toBe(true));
});
