import type { HostRules } from './host-rules.ts';

/** `null`: each VCPU has a core of its own, for as long as its domain runs. */
export const dedicated: HostRules = {
  boot: () => {},
  start: (engine, vcpu) => {
    vcpu.budget = Infinity;
    engine.offer(vcpu);
  },
  stop: (engine, vcpu) => engine.withdraw(vcpu),
  wake: () => {},
  sleep: () => {},
  exhaust: () => {},
  replenish: () => {},
  deadline: () => {},
  timer: () => {},
  dispatched: () => {},
  held: () => {},
};
