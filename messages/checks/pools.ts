import { t } from '@vscode/l10n';
import { codes } from '../text/lists.ts';

export function noCores(pool: string): string {
  return t('The pool `{pool}` has no cores: write which ones are in it, as in `cores 4-6, 9`.', {
    pool,
  });
}

export function noCoreList(text: string): string {
  return t(
    'The list of cores cannot be read at `{text}`: write numbers with `,` between them and ranges with `-`, as in `4-6, 9`.',
    { text },
  );
}

export function coresBackward({
  from,
  to,
}: {
  readonly from: number;
  readonly to: number;
}): string {
  return t('This range of cores runs backward: write `{to}-{from}`.', { from, to });
}

export function coreTwice(core: number): string {
  return t('Core {core} is in this list already: write it once.', { core });
}

export function coreInTwoPools({
  core,
  other,
}: {
  readonly core: number;
  /** The pool that has it already. */
  readonly other: string;
}): string {
  return t('Core {core} is in the pool `{other}` already: a core is in one pool only.', {
    core,
    other,
  });
}

export function coreHere(): string {
  return t('The core is in that list.');
}

export function lacksCore({
  core,
  machine,
  cores,
}: {
  readonly core: number;
  readonly machine: string;
  /** The number of the machine's cores. */
  readonly cores: number;
}): string {
  return cores === 1
    ? t(
        'There is no core {core}: `{machine}` has one core, number 0. Say how many it has before its pools, as in `cores 8`.',
        { core, machine },
      )
    : t('There is no core {core}: `{machine}` has the cores 0 to {last}.', {
        core,
        machine,
        last: cores - 1,
      });
}

export function poolNameTaken(name: string): string {
  return t(
    'There is another machine or pool of the name `{name}`: give one of them another name.',
    {
      name,
    },
  );
}

export function noCoreLeft({
  domain,
  machine,
  pools,
}: {
  readonly domain: string;
  readonly machine: string;
  /** The names of its pools, as in `board.rt`; one at least. */
  readonly pools: readonly string[];
}): string {
  return t(
    'All cores of `{machine}` are in its pools, so none is left for `{domain}`: name one of {pools}.',
    { domain, machine, pools: codes(pools) },
  );
}

export function coreOfAnotherPool({
  core,
  owner,
  home,
  cores,
}: {
  readonly core: number;
  /** The pool that has the core; undefined if it is in none. */
  readonly owner: string | undefined;
  /** The machine or the pool of the domain. */
  readonly home: string;
  /** Its cores, as they are written: `4-6, 9`. */
  readonly cores: string;
}): string {
  return owner === undefined
    ? t('Core {core} is in no pool: `{home}` has the cores {cores}.', { core, home, cores })
    : t('Core {core} is in the pool `{owner}`: `{home}` has the cores {cores}.', {
        core,
        owner,
        home,
        cores,
      });
}

export function poolHere(): string {
  return t('The pool is here.');
}
