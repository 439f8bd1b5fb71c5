/** The examples that come with the extension: files of examples/. */
export interface Example {
  readonly file: string;
  readonly about: string;
}

export const examples: readonly Example[] = [
  {
    file: 'paper-testbed.hsched',
    about: 'Two cores, partitioned EDF, switch costs: one guest can miss, and says why',
  },
  { file: 'avionics.hsched', about: 'ARINC 653: three partitions in fixed windows' },
  { file: 'xen-trace.hsched', about: 'RTDS: four domains as recorded on a real Xen' },
];
