import type { FramePolicy } from '../../model/policies.ts';
import { firstPlan, plansOf } from '../../plans/plans.ts';
import { endOfFrame } from '../../scenario/plans-in-force.ts';
import type { Engine } from '../engine/engine.ts';
import type { DomainRow, Layout } from '../engine/layout.ts';
import { eventKinds } from '../trace.ts';
import { type CalendarWindow, Cursor, OpenWindows } from './calendar.ts';
import type { HostRules } from './host-rules.ts';

const PLAN = eventKinds.indexOf('plan');

/** A change of plan that is asked and not in force. */
interface Next {
  readonly plan: string;
  readonly from: number;
  /** The scenario's step that asked for it. */
  readonly step: number;
}

/**
 * The windows of the major frame, repeated from time zero: those of the first plan, until another
 * is asked for, which begins at the end of the frame that runs then.
 */
export function frameRules(policy: FramePolicy, layout: Layout): HostRules {
  const { majorFrame } = policy;
  const windowsOf = windowsByPlan(policy, layout);
  const begun = (plan: string, from: number): Cursor =>
    new Cursor({ once: [], cycleStart: from, frame: majorFrame, cycle: windowsOf(plan) });
  const open = new OpenWindows();
  let plan = firstPlan;
  let cursor = begun(plan, 0);
  let next: Next | null = null;

  const arm = (engine: Engine, machine: number): void => {
    const time = Math.min(cursor.time, next?.from ?? Infinity);
    engine.slots.set(engine.plan.timer[machine] as number, time);
  };
  const change = (engine: Engine, machine: number, to: Next): void => {
    const { firstCore } = engine.layout.machines[machine] as Layout['machines'][number];
    plan = to.plan;
    next = null;
    cursor = begun(plan, to.from);
    engine.events?.push(PLAN, firstCore, -1, -1, to.step);
    open.follow(engine, machine, cursor);
  };

  return {
    ...open.rules,
    boot: arm,
    timer: (engine, machine) => {
      open.follow(engine, machine, cursor);
      if (next?.from === engine.now) change(engine, machine, next);
      arm(engine, machine);
    },
    plan: (engine, machine, asked, step) => {
      const from = endOfFrame(engine.now, majorFrame);
      next = asked === plan ? null : { plan: asked, from, step };
      cursor.endAt(next === null ? Infinity : from);
      if (next !== null && from === engine.now) {
        // The frame that ends now has begun another; nothing of it has run.
        open.close(engine, machine);
        change(engine, machine, next);
      }
      arm(engine, machine);
    },
  };
}

function windowsByPlan(
  policy: FramePolicy,
  layout: Layout,
): (plan: string) => readonly CalendarWindow[] {
  const numberOf = (domain: string, vcpu: string): number =>
    layout.vcpus.findIndex(
      (row) =>
        row.vcpu.name === vcpu && (layout.domains[row.domain] as DomainRow).domain.name === domain,
    );
  return (plan) => {
    const found = plansOf(policy).find(({ name }) => name === plan);
    return (found?.windows ?? policy.windows)
      .map(({ domain, vcpu, at, length }) => ({ vcpu: numberOf(domain, vcpu), at, length }))
      .filter(({ vcpu }) => vcpu >= 0);
  };
}
