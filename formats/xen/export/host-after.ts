import { xenDefault } from '../../../scheduling/model/policies.ts';
import { firstPool, type XenDomain, type XenHost, type XenPool } from '../host.ts';
import { xenScheduler } from '../reading.ts';
import type { PlannedDomain, PlannedPool, XenPlan } from './plan.ts';

const dom0Name = 'Domain-0';

/**
 * A host as it will be when a plan is deployed on it; `there` is what is there now, as far as it is
 * known. Other domains and pools stay as they are.
 */
export function hostAfter(there: XenHost | null, plan: XenPlan): XenHost {
  const planned = new Map(plan.pools.map((pool) => [pool.name, pool]));
  const given = new Set(plan.pools.flatMap(({ first, cores }) => (first ? [] : cores)));
  const names = new Set(plan.pools.flatMap(({ domains }) => domains.map(nameOf)));
  const kept = (there?.pools ?? []).map((pool): XenPool => {
    const own = planned.get(pool.name);
    const others = pool.domains.filter(({ name }) => !names.has(name));
    if (own === undefined)
      return {
        ...pool,
        processors: pool.processors.filter((processor) => !given.has(processor)),
        domains: others,
      };
    // Domains keep their places, so that only what changes differs.
    const domains = own.domains.map(domainAfter);
    const before = pool.domains.map(
      (domain) => domains.find(({ name }) => name === domain.name) ?? domain,
    );
    const known = new Set(before.map(({ name }) => name));
    const here = before.filter(({ name }) => !names.has(name) || isIn(domains, name));
    const added = domains.filter(({ name }) => !known.has(name));
    return { ...poolAfter(own), domains: [...here, ...added] };
  });
  const made = plan.pools
    .filter(({ name }) => !kept.some((pool) => pool.name === name))
    .map((pool): XenPool => ({ ...poolAfter(pool), domains: pool.domains.map(domainAfter) }));
  const pools = [...kept, ...made].toSorted(
    (a, b) => Number(b.name === firstPool) - Number(a.name === firstPool),
  );
  const used = pools.flatMap(({ processors }) => processors);
  const count = Math.max(there?.processors ?? 1, ...used.map((processor) => processor + 1));
  const all = Array.from({ length: count }, (_, processor) => processor);
  const free = all.filter((processor) => !used.includes(processor));
  return { processors: count, clock: there?.clock ?? null, pools, free };
}

function isIn(domains: readonly XenDomain[], name: string): boolean {
  return domains.some((domain) => domain.name === name);
}

/** Dom0 has one name on every Xen. */
function nameOf({ name, type }: PlannedDomain): string {
  return type === 'dom0' ? dom0Name : name;
}

function poolAfter({ name, scheduler, cores, timeslice, ratelimit }: PlannedPool) {
  return {
    ...{ name, processors: cores, timeslice, ratelimit },
    scheduler: xenScheduler(scheduler) ?? xenDefault,
  } as const;
}

function domainAfter(domain: PlannedDomain): XenDomain {
  const { type, share, vcpus } = domain;
  return {
    ...{ name: nameOf(domain), type, weight: share?.weight ?? null },
    cap: share === null || share.cap === 0 ? null : share.cap,
    vcpus: vcpus.map(({ reservation, core }) => ({ reservation, processor: core })),
  };
}
