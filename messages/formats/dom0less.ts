import { t } from '@vscode/l10n';

/** The lines at the beginning of a device tree's part. */
export function aboutTree(host: string): readonly string[] {
  return [
    t(
      'The pools and guests of {host}, for Xen to make at boot. Include this file in the device tree of the board.',
      {
        host,
      },
    ),
    t('Add to each guest what only you know: memory, kernel and ramdisk.'),
  ];
}

/** The scheduler of the only pool, which is that of Xen. */
export function schedulerOfXen(scheduler: string): string {
  return t('Boot Xen with sched={scheduler} on its command line.', { scheduler });
}

/** The line above commands for a control domain. */
export function laterCommands(): string {
  return t(
    'No device tree can say budgets and weights: run this later in a control domain. Until then nothing is proven (under rtds each VCPU has 4 ms in 10 ms, and extratime).',
  );
}

export function badLabels(): string {
  return t('Labels are names of letters, digits and _, with commas between them.');
}

export function tooFewLabels(core: number): string {
  return t('There is no label for core {core}: name one for each core, in their order.', { core });
}
