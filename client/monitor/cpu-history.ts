import type { SeenHost } from './host-report.ts';

/** The number of polls whose shares are kept. */
const length = 8;

/** The last shares of each VCPU, oldest first. */
export type CpuHistory = ReadonlyMap<string, readonly number[]>;

/** The key of a VCPU in the history. A domain that starts again has another number. */
export function historyKey(domain: number | null, vcpu: number): string {
  return `${domain} ${vcpu}`;
}

/** The history with the shares of one more report. VCPUs that are gone are forgotten. */
export function withReport(history: CpuHistory, { pools }: SeenHost): CpuHistory {
  return new Map(
    pools
      .flatMap(({ domains }) => domains)
      .flatMap(({ id, vcpus }) =>
        vcpus.map(({ share }, index): readonly [string, readonly number[]] => {
          const key = historyKey(id, index);
          const known = history.get(key) ?? [];
          return [key, share === null ? known : [...known, share].slice(-length)];
        }),
      ),
  );
}
