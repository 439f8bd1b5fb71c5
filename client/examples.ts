import type { exampleAbout } from '../messages/client/examples.ts';

/** The examples that come with the extension: files of examples/. */
export const examples: readonly (keyof typeof exampleAbout)[] = [
  'paper-testbed.hsched',
  'avionics.hsched',
  'time-triggered.hsched',
  'two-cores.hsched',
  'landing.hsched',
  'xen-trace.hsched',
  'xen-pools.hsched',
  'global-rtds.hsched',
  'soft-media.hsched',
  'open-environment.hsched',
  'shared-or-partitioned.hsched',
];
