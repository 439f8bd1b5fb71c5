import type { HostRules } from './host-rules.ts';

/** `null`: each VCPU has a core of its own, for as long as its domain runs. */
export const dedicated: HostRules = {
  boot: () => {},
  start: (e, vcpu) => {
    vcpu.budget = Infinity;
    e.offer(vcpu);
  },
  stop: (e, vcpu) => e.withdraw(vcpu),
  wake: () => {},
  sleep: () => {},
  exhaust: () => {},
  replenish: () => {},
  deadline: () => {},
  timer: () => {},
  dispatched: () => {},
  held: () => {},
};
