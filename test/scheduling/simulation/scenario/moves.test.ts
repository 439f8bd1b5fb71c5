import fc from 'fast-check';
import { expect, test } from 'vitest';
import { completeSystem } from '../../../../scheduling/complete.ts';
import type { Domain, ScenarioStep, SystemModel } from '../../../../scheduling/model/model.ts';
import { simulate } from '../../../../scheduling/simulation/run/simulate.ts';
import { runs } from '../../../support/runs.ts';
import { domain, machine, system, US, vcpu } from '../../../support/systems.ts';
import { partitioned } from '../light-system.ts';

test('what stays in a pool, and what comes into it, gets its budgets while another moves to the next', () => {
  let moved = 0;
  const property = fc.property(aMove, (written) => {
    const { vcpus, scenario } = simulate(completeSystem(written), {
      ...{ scenario: 's', written, keepTrace: false },
    });
    if (scenario.slice(-2).every(({ admitted }) => admitted)) moved++;
    const lost = vcpus.filter((own) => own.domain !== 'd0' && own.lost > 0);
    if (lost.length > 0) throw new Error(JSON.stringify({ lost, written }));
  });
  fc.assert(property, { numRuns: runs(1000) });
  expect(moved, 'moves before another comes').toBeGreaterThan(runs(1000) / 4);
});

/** A VCPU that always has work, so that each bit of budget that it does not get is lost. */
const busy = fc
  .record({
    period: fc.integer({ min: 2, max: 12 }),
    share: fc.integer({ min: 2, max: 8 }),
    slack: fc.constantFrom(0, 0, 0, 1, 2),
    priority: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ period, share, slack, priority }) => {
    const budget = Math.max(1, Math.floor((period * share) / 10));
    const deadline = Math.max(budget, period - slack);
    const times = { period: period * US, budget: budget * US, deadline: deadline * US };
    return vcpu('v0', { ...times, priority });
  });

/** Two pools of one core; `d0` moves from the first to the second, and the last domain comes. */
const aMove: fc.Arbitrary<SystemModel> = fc
  .record({
    policy: fc.constantFrom(...partitioned),
    servers: fc.constantFrom('periodic', 'deferrable', 'polling'),
    vcpus: fc.array(busy, { minLength: 3, maxLength: 4 }),
    leaves: fc.integer({ min: 0, max: 40 }),
    wait: fc.constantFrom(0, 0, 1, 3),
  })
  .map(({ policy, servers, vcpus, leaves, wait }) => {
    const guests = vcpus.map((own, index) => domain(`d${index}`, [own]));
    const pool = (name: string, core: number, domains: readonly Domain[]) => {
      const place = { name: `h.${name}`, host: 'h', pool: name, cores: [core] };
      return machine(domains, { ...place, policy, servers });
    };
    const at = leaves * US;
    const steps: readonly ScenarioStep[] = [
      ...guests.slice(0, -1).map((guest) => starts(guest, 0)),
      { at, action: { kind: 'migrate', domain: 'd0', machine: 'h.q' } },
      ...guests.slice(-1).map((guest) => starts(guest, at + wait * US)),
    ];
    const scenario = { name: 's', machine: 'h', steps, run: at + 200 * US };
    return system([pool('p', 1, guests), pool('q', 0, [])], [scenario]);
  });

function starts({ name }: Domain, at: number): ScenarioStep {
  return { at, action: { kind: 'start', domains: [name] } };
}
