import type { CompletedDomain } from '../model/completed.ts';
import type { ProvenDomain, ProvenTask, ProvenVcpu } from './proven.ts';

/** The tasks of a domain by their names, in the order written, each with its verdict. */
export function provenTasks(
  proven: ProvenDomain,
  vcpus: readonly ProvenVcpu[],
): ReadonlyMap<string, ProvenTask> {
  const { domain, inside } = proven;
  const verdicts = new Map(inside.tasks.map((each) => [each.task, each]));
  const byName = new Map(vcpus.map((each) => [each.vcpu.name, each]));
  return new Map(
    domain.tasks.flatMap((task): [string, ProvenTask][] => {
      const verdict = verdicts.get(task.name);
      if (verdict === undefined) return [];
      const on = homeOf(domain, task.vcpu);
      return [
        [
          task.name,
          { ...proven, task, verdict, on: (on === null ? null : byName.get(on)) ?? null },
        ],
      ];
    }),
  );
}

/** The VCPU of a task. A domain's only VCPU has all of its tasks. */
function homeOf({ vcpus }: CompletedDomain, written: string | undefined): string | null {
  const only = vcpus.length === 1 ? vcpus[0]?.name : undefined;
  return written ?? only ?? null;
}
