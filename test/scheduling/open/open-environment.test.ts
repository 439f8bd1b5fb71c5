import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AnalysisCache, analyze } from '../../../scheduling/analyze.ts';
import { completeSystem } from '../../../scheduling/complete.ts';
import type { Action, SystemModel, Vcpu } from '../../../scheduling/model/model.ts';
import { frameOf, givesShares } from '../../../scheduling/model/policies.ts';
import type { Decision } from '../../../scheduling/open/decision.ts';
import { OpenEnvironment } from '../../../scheduling/open/open-environment.ts';
import {
  type AdmissionResult,
  admit,
  admitTogether,
  nothingRuns,
} from '../../../scheduling/scenario/admit.ts';
import type { SystemState } from '../../../scheduling/scenario/state.ts';
import { isTested, stepsTogether } from '../../../scheduling/scenario/together.ts';
import { assertWithEnough } from '../../support/assert-with-enough.ts';
import { runs } from '../../support/runs.ts';
import { exchanges } from '../simulation/scenario/soak/kinds.ts';
import { soakSystem } from '../simulation/scenario/soak/system.ts';
import { anyCourse } from './any-course.ts';

/** The running system without the order of arrivals. */
function told({ running, completed, cores, plans }: SystemState): unknown {
  return {
    running: Object.fromEntries(
      running.map(({ domain, machine, since }) => [
        domain.name,
        { machine, since, tasks: domain.tasks },
      ]),
    ),
    machines: completed.machines.map(({ name, policy, domains }) => ({ name, policy, domains })),
    cores: Object.fromEntries(cores),
    plans: Object.fromEntries(plans),
  };
}

/** The machines that are not proven with all that runs, each written out with what was chosen. */
function notProven({ completed }: SystemState): readonly string[] {
  const machines = completed.machines.filter(({ policy }) => !givesShares(policy));
  const written = machines.map((machine) => ({
    ...machine,
    domains: machine.domains.map((domain) => ({
      ...domain,
      vcpus: domain.vcpus.map((vcpu): Vcpu => {
        const { name, period, deadline, budget, core, priority, extratime } = vcpu;
        return {
          name,
          extratime,
          period: period === null ? { kind: 'open' } : { kind: 'fixed', period },
          ...(deadline === null ? {} : { deadline }),
          ...(budget === null ? {} : { budget }),
          ...(core === null ? {} : { core }),
          ...(priority === undefined ? {} : { priority }),
        };
      }),
    })),
  }));
  const { machines: hosts, domains } = analyze({ machines: written, scenarios: [] });
  return [
    ...hosts.flatMap(({ machine, verdict }) => (verdict.kind === 'schedulable' ? [] : [machine])),
    ...domains.flatMap(({ domain, verdict }) => (verdict.kind === 'schedulable' ? [] : [domain])),
  ];
}

/** The domains that an action does not name, as they run. */
function ofOthers({ completed }: SystemState, action: Action): unknown {
  const named = 'domains' in action ? action.domains : 'domain' in action ? [action.domain] : [];
  const others = completed.machines.flatMap(({ name, domains }) =>
    domains.flatMap((domain) => (named.includes(domain.name) ? [] : [[name, domain] as const])),
  );
  return others.sort(([, a], [, b]) => (a.name < b.name ? -1 : 1));
}

/** Whether a start costs the same beside any neighbors. */
function isUniform({ machines }: SystemModel): boolean {
  return machines.every(({ switchCosts }) =>
    switchCosts.every(({ from, to }) => from.kind === 'any' && to.kind === 'any'),
  );
}

function hasOpenPeriod({ model, running }: SystemState, action: Action): boolean {
  const named = 'domains' in action ? action.domains : 'domain' in action ? [action.domain] : [];
  const domains = [
    ...running.map(({ domain }) => domain),
    ...model.machines.flatMap((machine) => machine.domains),
  ];
  return domains.some(
    ({ name, vcpus }) =>
      named.includes(name) && vcpus.some(({ period }) => period.kind !== 'fixed'),
  );
}

describe('an open environment', () => {
  test('keeps no trace of what it refused', () => {
    fc.assert(
      fc.property(anyCourse(14), ({ model, steps }) => {
        const asked = new OpenEnvironment(model);
        const admitted = steps.filter(({ at, action }) => asked.decide(action, at).admitted);
        const other = new OpenEnvironment(model);
        for (const { at, action } of admitted) expect(other.decide(action, at).admitted).toBe(true);
        expect(told(other.state())).toEqual(told(asked.state()));
        expect(other.state().course).toEqual(asked.state().course);
      }),
      { numRuns: runs(60) },
    );
  });

  test('is proven with all that runs after each admission', () => {
    fc.assert(
      fc.property(anyCourse(14), ({ model, steps }) => {
        const open = new OpenEnvironment(model);
        for (const { at, action } of steps) {
          const { admitted } = open.decide(action, at);
          if (admitted && isTested(action)) expect(notProven(open.state())).toEqual([]);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('leaves alone who stays, and else decides as a scenario does', () => {
    fc.assert(
      fc.property(anyCourse(14), ({ model, steps }) => {
        const open = new OpenEnvironment(model);
        const cache = new AnalysisCache();
        for (const { at, action } of steps) {
          const before = open.state();
          const scenario = admit(before, action, { at, cache });
          const decided = open.decide(action, at);
          const after = open.state();
          if (!decided.admitted) expect(told(after)).toEqual(told(before));
          expect(ofOthers(after, action)).toEqual(ofOthers(before, action));
          const moved =
            scenario.admitted &&
            !isDeepStrictEqual(ofOthers(scenario.state, action), ofOthers(before, action));
          if (moved || !isUniform(model)) continue;
          // A scenario also tries other periods than the best one of what comes.
          if (!decided.admitted && scenario.admitted && hasOpenPeriod(before, action)) continue;
          expect(decided.admitted).toBe(scenario.admitted);
          if (scenario.admitted) expect(told(after)).toEqual(told(scenario.state));
        }
      }),
      { numRuns: runs(60) },
    );
  });
});

/** The decisions of an environment that may rearrange and of a scenario, side by side. */
function decisionsOver(model: SystemModel) {
  const open = new OpenEnvironment(model, { rearranges: true });
  let state: SystemState = { ...nothingRuns(model), cores: new Map() };
  const cache = new AnalysisCache();
  const { steps = [] } = model.scenarios[0] ?? {};
  const found: { readonly open: Decision; readonly scenario: AdmissionResult }[] = [];
  let singlyUntil = 0;
  for (let index = 0; index < steps.length; ) {
    const count = index < singlyUntil ? 1 : stepsTogether(steps, index);
    const actions = steps.slice(index, index + count).map(({ action }) => action);
    const at = steps[index]?.at ?? 0;
    const scenario = admitTogether(state, actions, { at, cache });
    found.push({ open: open.decideTogether(actions, at), scenario });
    if (scenario.admitted) state = scenario.state;
    if (!scenario.admitted && count > 1) singlyUntil = index + count;
    else index += count;
  }
  return found;
}

describe('an open environment that may rearrange', () => {
  test('decides as a scenario does, and leaves the same system behind', () => {
    fc.assert(
      fc.property(anyCourse(14), ({ model, steps }) => {
        const open = new OpenEnvironment(model, { rearranges: true });
        const framed = model.machines.filter(({ policy }) => frameOf(policy) !== null);
        let state = nothingRuns(model, completeSystem({ ...model, machines: framed }));
        state = { ...state, cores: new Map() };
        const cache = new AnalysisCache();
        for (const { at, action } of steps) {
          const decided = open.decide(action, at);
          const result = admit(state, action, { at, cache });
          expect(
            decided.admitted ? null : { reason: decided.reason, failing: decided.failing },
          ).toEqual(result.admitted ? null : { reason: result.reason, failing: result.failing });
          expect(decided.admitted ? decided.wait : null).toEqual(
            result.admitted ? result.wait : null,
          );
          if (result.admitted) state = result.state;
          expect(told(open.state())).toEqual(told(state));
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('exchanges cores by way of a third one as a scenario does', () => {
    const waitIn = (decision: Decision | AdmissionResult) =>
      decision.admitted ? decision.wait : null;
    let detours = 0;
    const property = fc.property(soakSystem(exchanges), (model) => {
      for (const { open, scenario } of decisionsOver(model)) {
        expect(waitIn(open)).toEqual(waitIn(scenario));
        if (open.admitted && open.wait.via !== undefined) detours++;
      }
    });
    assertWithEnough(property, { numRuns: runs(40), found: () => detours, above: 0 });
  });
});
