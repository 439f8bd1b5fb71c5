import { sync } from '../engine/dispatch.ts';
import type { Engine } from '../engine/engine.ts';
import type { VcpuState } from '../engine/state/vcpu-state.ts';
import type { HostRules } from '../host/host-rules.ts';
import { eventKinds } from '../trace.ts';

const MISS = eventKinds.indexOf('miss');

/**
 * Rules that also record where a budget has not come by its deadline although its guest had work
 * from the replenishment on. `kept` says that what is left of a budget is lost at its deadline.
 */
export function tellingMisses(rules: HostRules, kept: boolean): HostRules {
  /** The VCPUs that have had work ever since they were replenished. */
  const eager = new Set<VcpuState>();
  const asleepSince = new Map<VcpuState, number>();

  const tell = (engine: Engine, vcpu: VcpuState): void => {
    if (vcpu.core !== null) sync(engine, vcpu.core);
    const works = vcpu.work || asleepSince.get(vcpu) === engine.now;
    if (vcpu.budget > 0 && works && eager.has(vcpu)) {
      vcpu.lateBudgets++;
      engine.events?.push(MISS, vcpu.core?.index ?? -1, vcpu.index, -1, -1);
    }
    eager.delete(vcpu);
  };

  return {
    ...rules,
    sleep: (engine, vcpu) => {
      asleepSince.set(vcpu, engine.now);
      rules.sleep(engine, vcpu);
    },
    wake: (engine, vcpu) => {
      if (asleepSince.get(vcpu) !== engine.now) eager.delete(vcpu);
      rules.wake(engine, vcpu);
    },
    replenish: (engine, vcpu) => {
      tell(engine, vcpu);
      rules.replenish(engine, vcpu);
      if (vcpu.work) eager.add(vcpu);
      if (vcpu.delta < vcpu.period) engine.slots.set(vcpu.deadlineSlot, engine.now + vcpu.delta);
    },
    deadline: (engine, vcpu) => {
      tell(engine, vcpu);
      if (kept) rules.deadline(engine, vcpu);
    },
  };
}
