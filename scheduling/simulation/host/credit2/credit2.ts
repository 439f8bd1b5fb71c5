import type { PolicyOf } from '../../../model/policies.ts';
import type { DomainRow } from '../../engine/layout.ts';
import type { HostRules } from '../host-rules.ts';
import { Caps, giveBack, grab, isSpent } from './caps.ts';
import { Credits } from './credits.ts';
import { RunQueue } from './run-queue.ts';
import { SHORTEST_RUN } from './shortest-run.ts';

/**
 * Xen's credit2 scheduler (`xen/common/sched/credit2.c`), with one run queue for all cores of the
 * machine. A VCPU burns its credit in ns, times the largest weight on the run queue over its own.
 * The VCPU with the most credit runs until its credit meets that of the next one, for 0.5 to 10 ms
 * and never less than the ratelimit. If no VCPU that could run has credit left, all get 10 ms more
 * and keep at most 0.5 ms of the old. A VCPU that wakes up takes an idle core, else that of a VCPU
 * with less credit whose ratelimit is over, its last core first. A cap is a budget of the domain,
 * refilled every 10 ms. Each VCPU takes a share of it when it begins to run, and is parked if
 * nothing is left.
 *
 * The run queue knows no distance between cores, so this model leaves out Xen's resistance to
 * migration (0.5 ms of credit), its credit for one (50 µs), and soft affinity.
 */
export function credit2({ ratelimit }: PolicyOf<'credit2'>): HostRules {
  const credits = new Credits(ratelimit);
  const caps = new Caps();
  const queue = new RunQueue(credits, ratelimit);

  return {
    boot: () => {},
    start: (engine, vcpu) => {
      queue.settleReleases(engine);
      const { domain } = engine.layout.domains[vcpu.domain] as DomainRow;
      credits.start(engine, vcpu, domain.weight, caps.of(engine, vcpu));
      vcpu.budget = SHORTEST_RUN;
      caps.arm(engine, vcpu.machine);
      if (vcpu.work) queue.enqueue(engine, vcpu);
    },
    stop: (engine, vcpu) => {
      queue.settleReleases(engine);
      credits.stop(vcpu);
      if (![...credits.states.keys()].some(({ domain }) => domain === vcpu.domain))
        caps.forget(vcpu.domain);
      engine.withdraw(vcpu);
    },
    wake: (engine, vcpu) => {
      queue.settleReleases(engine);
      if (credits.states.get(vcpu)?.parked === false) queue.enqueue(engine, vcpu);
    },
    sleep: (engine, vcpu) => {
      queue.settleReleases(engine);
      engine.withdraw(vcpu);
    },
    exhaust: (engine, vcpu) => {
      queue.settleReleases(engine);
      const state = credits.burn(engine, vcpu);
      if (!grab(state)) {
        queue.park(engine, vcpu, state);
        return;
      }
      const next = queue.firstWaiting(queue.promised(vcpu));
      vcpu.first = -state.credit;
      if (next > state.credit && vcpu.core !== null) queue.releaseCore(engine, vcpu.core, vcpu);
      else if (state.credit <= 0 && queue.firstWaiting(0) <= 0) credits.reset(engine, state);
      vcpu.budget = credits.runtime(engine, state, queue.firstWaiting(queue.promised(vcpu)));
      engine.markGuest(vcpu.guestPool);
    },
    replenish: () => {},
    deadline: () => {},
    timer: (engine, machine) => {
      queue.settleReleases(engine);
      caps.refill(engine.now, (cap) => queue.unpark(engine, cap));
      caps.arm(engine, machine);
    },
    dispatched: (engine, core, from, to) => {
      queue.keepPlaces();
      const left = from === null ? undefined : credits.states.get(from);
      if (from !== null && left !== undefined) {
        credits.burn(engine, from);
        const more = giveBack(left);
        if (more !== null) queue.unpark(engine, more);
        if (from.waiting >= 0) {
          queue.order(from, left);
          core.pool.changed(from);
          if (isSpent(left)) queue.park(engine, from, left);
        }
      }
      core.pool.hold(core.place, to === null ? 0 : Infinity);
      if (to === null) return;
      const state = credits.of(to);
      if (state.credit <= 0) credits.reset(engine, state);
      state.since = engine.now;
      if (grab(state)) to.budget = credits.runtime(engine, state, queue.firstWaiting(0));
      else queue.park(engine, to, state);
    },
    held: () => {},
  };
}
