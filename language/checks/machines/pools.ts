import { otherOneHere } from '../../../messages/checks/names.ts';
import {
  coreHere,
  coreInTwoPools,
  coresBackward,
  coreTwice,
  lacksCore,
  noCoreLeft,
  noCoreList,
  noCores,
  poolNameTaken,
} from '../../../messages/checks/pools.ts';
import type { CoreList, Domain, Machine, MigrateAction, Pool } from '../../generated/ast.ts';
import { type CoreRange, readCores } from '../../machines/core-list.ts';
import { coreCount, divideCores } from '../../machines/divide-cores.ts';
import { homeName } from '../../machines/home.ts';
import { mostCores } from '../../syntax/attributes.ts';
import { type Check, type CheckContext, check, type Report } from '../check.ts';
import { isCutShort } from '../cut-short.ts';
import { related } from '../related.ts';

function checkHasCores(pool: Pool, report: Report): void {
  if (pool.name === undefined || pool.cores.length > 0 || isCutShort(pool)) return;
  report({ message: noCores(pool.name), node: pool, property: 'name' });
}

function checkList(list: CoreList, report: Report): void {
  const { ranges, unreadable } = readCores(list);
  for (const { from, to, part } of ranges) {
    if (from <= to) continue;
    const message = coresBackward({ from, to });
    report({ code: listCodes[1], message, node: list, property: 'parts', index: part });
  }
  if (unreadable === undefined) return;
  const message = noCoreList(list.parts[unreadable] ?? '');
  report({ message, node: list, property: 'parts', index: unreadable });
}

const listCodes = ['pool/malformed-cores', 'pool/range-backwards'] as const;

interface Listed {
  readonly pool: Pool;
  readonly list: CoreList;
  readonly range: CoreRange;
}

/** Reports cores that are named twice, the first one of each range. */
function checkTwice(machine: Machine, report: Report): void {
  const known = new Map<number, Listed>();
  for (const listed of rangesOf(machine)) {
    const { pool, list, range } = listed;
    let told = false;
    for (let core = range.from; core <= Math.min(range.to, mostCores - 1); core++) {
      const before = known.get(core);
      if (before === undefined) known.set(core, listed);
      else if (!told) {
        told = true;
        report({
          message:
            before.pool === pool
              ? coreTwice(core)
              : coreInTwoPools({ core, other: homeName(before.pool) }),
          node: list,
          property: 'parts',
          index: range.part,
          related: related(coreHere(), before.list),
        });
      }
    }
  }
}

/** The ranges of all pools of a machine, in the order written. */
function rangesOf(machine: Machine): readonly Listed[] {
  return machine.pools.flatMap((pool) =>
    pool.cores
      .slice(0, 1)
      .flatMap((list) => readCores(list).ranges.map((range) => ({ pool, list, range }))),
  );
}

function checkKnown(machine: Machine, report: Report): void {
  const cores = coreCount(machine);
  if (cores === undefined) return;
  for (const { list, range } of rangesOf(machine)) {
    if (range.to < cores || range.to < range.from) continue;
    report({
      message: lacksCore({ core: Math.max(range.from, cores), machine: machine.name, cores }),
      node: list,
      property: 'parts',
      index: range.part,
    });
  }
}

/** Reports a pool whose name with its machine's is that of another machine or pool. */
function checkName(pool: Pool, report: Report, { visible }: CheckContext): void {
  const machine = pool.$container;
  if (pool.name === undefined || machine.name === undefined) return;
  const name = homeName(pool);
  const { Machine: machines } = visible.declarations;
  const split = name.split('.').length > 2;
  const other =
    machines.get(name) ??
    (split
      ? [...machines.values()]
          .flatMap(({ pools }) => pools)
          .find((one) => one.$container !== machine && homeName(one) === name)
      : undefined);
  if (other === undefined) return;
  report({
    message: poolNameTaken(name),
    node: pool,
    property: 'name',
    related: related(otherOneHere(), other, 'name'),
  });
}

/** Reports a domain on the cores of a machine that has none besides its pools'. */
function checkCoreLeft(
  node: Domain | MigrateAction,
  report: Report,
  { homeOf }: CheckContext,
): void {
  const home = homeOf(node);
  if (home?.$type !== 'Machine' || home.pools.length === 0) return;
  if (divideCores(home).own.cores.length > 0) return;
  const domain = node.$type === 'Domain' ? node.name : node.domain?.$refText;
  const pools = home.pools.filter(({ name }) => name !== undefined).map(homeName);
  if (domain === undefined || pools.length === 0) return;
  report({
    message: noCoreLeft({ domain, machine: home.name, pools }),
    node,
    property: node.machine === undefined ? 'name' : 'machine',
    data: { pools: home.pools.flatMap(({ name }) => name ?? []), machine: home.name },
  });
}

export const poolChecks: readonly Check[] = [
  check('Pool', 'pool/no-cores', 'error', checkHasCores),
  check('CoreList', listCodes, 'error', checkList),
  check('Machine', 'pool/core-twice', 'error', checkTwice),
  check('Machine', 'pool/no-such-core', 'error', checkKnown),
  check('Pool', 'name/twice', 'error', checkName),
  check('Domain', 'pool/none-left', 'error', checkCoreLeft),
  check('MigrateAction', 'pool/none-left', 'error', checkCoreLeft),
];
