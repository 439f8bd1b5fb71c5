import type { CompletedDomain, CompletedModel } from '../../model/completed.ts';
import type { Domain, SystemModel } from '../../model/model.ts';

/** A completed domain whose chosen values count as written. */
function writtenDomain(domain: CompletedDomain): Domain {
  const vcpus = domain.vcpus.map(
    ({ name, priority, extratime, period, budget, deadline, core }) => ({
      ...{ name, extratime },
      period: period === null ? ({ kind: 'open' } as const) : ({ kind: 'fixed', period } as const),
      ...(budget === null ? {} : { budget }),
      ...(deadline === null ? {} : { deadline }),
      ...(core === null ? {} : { core }),
      ...(priority === undefined ? {} : { priority }),
    }),
  );
  return { ...domain, vcpus };
}

/** A completed model whose chosen values count as written. */
export function writtenModel({ machines, scenarios }: CompletedModel): SystemModel {
  return {
    scenarios,
    machines: machines.map((machine) => ({
      ...machine,
      domains: machine.domains.map(writtenDomain),
    })),
  };
}
