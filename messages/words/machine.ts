import { t } from '@vscode/l10n';
import type { Words } from './words.ts';

/** A machine's attributes. */
export const machineWords: Words = {
  'Machine.cores': () => t('The number of cores, 1 to 4096. Left out: 1.'),
  'Machine.clock': () =>
    t('How fast the cores count cycles, in GHz. Needed where a cost is given in `cycles`.'),
  GHz: () => t('The unit of a clock: cycles per nanosecond.'),
  'Machine.scheduler': () => t('How the hypervisor orders VCPUs. Left out: `EDF partitioned`.'),
  'Machine.servers': () => t('How the budgets of VCPUs are kept. Left out: `deferrable`.'),
  guarantee: () =>
    t(
      'The verdict that is owed to tasks: `interface` holds beside any neighbors, `here` beside the ones that are written. Left out: `interface`.',
    ),
  interface: () =>
    t('Tasks must hold by the interface of their VCPU alone, whoever its neighbors are.'),
  here: () => t('Tasks need to hold beside the neighbors that are written only.'),
  'Machine.resolution': () =>
    t('The grid that computed budgets and periods are rounded up to. Left out: 1us.'),
  pool: () =>
    t(
      'Some cores under a scheduler of their own, as a cpupool of Xen: domains stand `on board.rt`.',
    ),
  'Pool.cores': () => t('The numbers of its cores, as in `4-6, 9`. No core is in two pools.'),
  'Pool.scheduler': () =>
    t('How the hypervisor orders VCPUs in the pool. Left out: `EDF partitioned`.'),
  'Pool.servers': () => t('How the budgets of VCPUs are kept. Left out: `deferrable`.'),
  'Pool.resolution': () =>
    t('The grid that computed budgets and periods are rounded up to. Left out: 1us.'),
  'Plan.plan': () =>
    t(
      'Other windows of the same major frame, which a scenario can change to: `plan NAME { window … }`.',
    ),
  'OverheadsUse.overheads': () =>
    t('The costs of switches: the name of an `overheads` table, or a block with its own lines.'),
  'AdmissionUse.admission': () =>
    t('Where the schedulability test runs in a scenario, and how long it takes there.'),
  'AdmissionUse.in': () =>
    t('Where the admission test runs: `dom0` or `hypervisor`. Left out: `dom0`.'),
  'AdmissionUse.dom0': () => t('The admission test runs as a job of Dom0.'),
  'AdmissionUse.cost': () => t('How long one admission test takes. Left out: 0.'),
  hypervisor: () =>
    t('The admission test runs in the hypervisor: only pv, pvh and dom0 domains can reach it.'),
};
