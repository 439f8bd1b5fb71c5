import type { MachinePolicy } from '../../../../../scheduling/model/model.ts';
import { MS, US } from '../../../../support/systems.ts';
import type { SoakOptions } from './options.ts';

const cores = ['EDF', 'RM', 'DM', 'FP'].map(
  (kind) => ({ kind, placement: 'partitioned' }) as MachinePolicy,
);
const pools = [
  ...['EDF', 'RM', 'DM', 'FP'].map((kind) => ({ kind, placement: 'global' }) as MachinePolicy),
  { kind: 'RTDS' } as const,
];
const owned: MachinePolicy = { kind: 'null' };
/** Its windows and plans are drawn. */
const framed: MachinePolicy = { kind: 'ARINC653', majorFrame: US, windows: [] };
const shares: readonly MachinePolicy[] = [
  { kind: 'credit', timeslice: 30 * MS, ratelimit: MS, boost: true },
  { kind: 'credit2', ratelimit: MS },
];

export const plain: SoakOptions = {
  policies: cores,
  servers: ['periodic', 'deferrable', 'polling'],
  ...{ cores: 1, pools: false, costs: false, constrained: true, tasks: false, globalGuests: false },
};
export const dense: SoakOptions = { ...plain, servers: ['periodic'], dense: true };
const two: SoakOptions = { ...plain, cores: 2, pools: true };
export const exchanges: SoakOptions = { ...two, exchanges: true };
const busy: SoakOptions = { ...plain, tasks: true };
const migrating: SoakOptions = { ...plain, policies: pools, cores: 2 };
const windows: SoakOptions = { ...busy, policies: [framed] };

/** The systems that are drawn, how many, and whether some of their changes have to wait. */
export const soakKinds: readonly (readonly [
  string,
  SoakOptions,
  number,
  'some wait' | 'none waits',
])[] = [
  ['on one core', plain, 400, 'some wait'],
  ['on one full core', dense, 400, 'some wait'],
  ['on one core where deadlines are periods', { ...plain, constrained: false }, 400, 'some wait'],
  ['on two cores and two pools', two, 300, 'some wait'],
  ['in exchanges of cores', exchanges, 100, 'some wait'],
  [
    'in exchanges of cores with tasks and switch costs',
    { ...exchanges, tasks: true, costs: true },
    50,
    'some wait',
  ],
  ['on a core with switch costs', { ...plain, costs: true }, 300, 'some wait'],
  ['globally', migrating, 400, 'some wait'],
  ['globally with switch costs', { ...migrating, costs: true }, 200, 'some wait'],
  ['from cores to pools', { ...two, policies: [...cores, ...pools] }, 300, 'some wait'],
  ['with tasks in guests', busy, 400, 'some wait'],
  ['with tasks and switch costs', { ...busy, costs: true }, 200, 'some wait'],
  ['with budgets left to the tool', { ...busy, open: true }, 300, 'some wait'],
  [
    'with leave to wait until guests are quiet',
    { ...busy, open: true, leave: true, constrained: false },
    ...([300, 'some wait'] as const),
  ],
  ['with soft tasks', { ...busy, soft: true, open: true }, 200, 'some wait'],
  [
    'with tasks and pools',
    { ...two, policies: [...cores, ...pools, owned], tasks: true },
    ...([300, 'some wait'] as const),
  ],
  [
    'between pools with budgets left to the tool',
    { ...two, policies: [...cores, ...pools], tasks: true, open: true },
    ...([150, 'some wait'] as const),
  ],
  [
    'with guests that schedule globally',
    { ...busy, policies: [...cores, ...pools], cores: 2, globalGuests: true },
    ...([200, 'some wait'] as const),
  ],
  ['in windows with plans', windows, 300, 'some wait'],
  ['in windows with switch costs', { ...windows, costs: true }, 200, 'some wait'],
  [
    'from windows to cores and back',
    { ...two, policies: [framed, ...cores, owned], tasks: true },
    ...([300, 'some wait'] as const),
  ],
  [
    'from windows to cores and back with switch costs',
    { ...two, policies: [framed, ...cores, owned], tasks: true, costs: true },
    ...([200, 'some wait'] as const),
  ],
  [
    'among cores of their own, with guests that schedule globally',
    { ...two, policies: [owned, owned, ...cores], tasks: true, globalGuests: true },
    ...([200, 'some wait'] as const),
  ],
  ['among shares', { ...two, policies: shares, tasks: true }, 200, 'none waits'],
  [
    'from shares to all others and back',
    { ...two, policies: [...shares, ...cores, ...pools, owned, framed], tasks: true },
    ...([300, 'some wait'] as const),
  ],
  ['tested in Dom0', { ...busy, admission: 'dom0' }, 200, 'some wait'],
  [
    'tested in Dom0 among pools',
    { ...two, policies: [...cores, ...pools], tasks: true, admission: 'dom0' },
    ...([200, 'some wait'] as const),
  ],
  ['tested in the hypervisor', { ...plain, admission: 'hypervisor' }, 300, 'some wait'],
  [
    'tested in the hypervisor with tasks and switch costs',
    { ...busy, costs: true, admission: 'hypervisor' },
    ...([200, 'some wait'] as const),
  ],
  [
    'tested in the hypervisor globally',
    { ...migrating, tasks: true, admission: 'hypervisor' },
    ...([200, 'some wait'] as const),
  ],
  [
    'tested in the hypervisor beside windows and cores of their own',
    { ...two, policies: [framed, owned, ...cores], tasks: true, admission: 'hypervisor' },
    ...([200, 'some wait'] as const),
  ],
];
