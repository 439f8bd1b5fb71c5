import type { CompletedDomain, CompletedMachine } from '../../model/completed.ts';
import type { Machine } from '../../model/model.ts';

/** A machine completed with the tests as a part of it, without them: only the chosen times stay. */
export function withoutTest(machine: Machine, completed: CompletedMachine): CompletedMachine {
  const domains = machine.domains.flatMap((domain): CompletedDomain[] => {
    const found = completed.domains.find(({ name }) => name === domain.name);
    return found === undefined ? [] : [{ ...domain, incomplete: false, vcpus: found.vcpus }];
  });
  return { ...completed, domains };
}
