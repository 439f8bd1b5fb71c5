import { segmentKinds, type Trace } from '../../scheduling/simulation/trace.ts';
import { csv } from './csv.ts';

/** Every segment of a run as a line, times in ns. */
export function segmentsCsv({ names, segments }: Trace): string {
  const lines: (string | number | null)[][] = [
    ['machine', 'core', 'start', 'end', 'kind', 'domain', 'vcpu', 'task', 'job'],
  ];
  for (let row = 0; row < segments.count; row++) {
    const core = names.cores[segments.core[row] as number];
    const vcpu = names.vcpus[segments.vcpu[row] as number];
    const task = names.tasks[segments.task[row] as number];
    const job = segments.job[row] as number;
    lines.push([
      names.machines[core?.machine ?? -1] ?? null,
      core?.core ?? null,
      segments.start[row] as number,
      segments.end[row] as number,
      segmentKinds[segments.kind[row] as number] ?? null,
      vcpu?.domain ?? task?.domain ?? null,
      vcpu?.vcpu ?? null,
      task?.task ?? null,
      job < 0 ? null : job,
    ]);
  }
  return csv(lines);
}
