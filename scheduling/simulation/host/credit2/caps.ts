import type { Engine } from '../../engine/engine.ts';
import type { DomainRow } from '../../engine/layout.ts';
import type { VcpuState } from '../../engine/state/vcpu-state.ts';
import { SHORTEST_RUN } from './shortest-run.ts';

/** The time between two refills of a cap's budget: `CSCHED2_BDGT_REPL_PERIOD`. */
const CAP_PERIOD = 10_000_000;

/** The budget of a domain with a cap. */
export interface Cap {
  readonly total: number;
  /** The most that a VCPU takes of it when it begins to run. */
  readonly share: number;
  left: number;
  refill: number;
}

/** A VCPU's part of its domain's budget. */
export interface CapShare {
  readonly cap: Cap | null;
  /** Its part in ns; negative if it has run beyond it. */
  budget: number;
}

/** The budgets of the domains with a cap, each shared by the VCPUs of its domain. */
export class Caps {
  readonly #caps = new Map<number, Cap>();

  /** The budget of the VCPU's domain, full at first; `null` if the domain has no cap. */
  of(engine: Engine, vcpu: VcpuState): Cap | null {
    const { domain, vcpus } = engine.layout.domains[vcpu.domain] as DomainRow;
    if (domain.cap === undefined) return null;
    const known = this.#caps.get(vcpu.domain);
    if (known !== undefined) return known;
    const total = Math.floor((CAP_PERIOD * domain.cap) / 100);
    const share = Math.max(Math.floor(total / vcpus.length), SHORTEST_RUN);
    const cap = { total, share, left: total, refill: engine.now + CAP_PERIOD };
    this.#caps.set(vcpu.domain, cap);
    return cap;
  }

  forget(domain: number): void {
    this.#caps.delete(domain);
  }

  /** Refills the due budgets and reports each of them to `refilled`. */
  refill(now: number, refilled: (cap: Cap) => void): void {
    for (const cap of this.#caps.values()) {
      if (cap.refill > now) continue;
      cap.refill += CAP_PERIOD;
      cap.left = Math.min(cap.left + cap.total, cap.total);
      refilled(cap);
    }
  }

  /** Sets the machine's timer to the next refill. */
  arm(engine: Engine, machine: number): void {
    let next = Infinity;
    for (const { refill } of this.#caps.values()) next = Math.min(next, refill);
    engine.slots.set(engine.plan.timer[machine] as number, next);
  }
}

/** Takes a share of the domain's budget. The result tells whether the VCPU may run. */
export function grab(share: CapShare): boolean {
  const { cap } = share;
  if (cap === null || share.budget > 0) return true;
  cap.left += share.budget;
  share.budget = Math.max(0, Math.min(cap.share, cap.left));
  cap.left -= share.budget;
  return share.budget > 0;
}

/** Returns the unused part of a share. The result is the budget that has more now, if any has. */
export function giveBack(share: CapShare): Cap | null {
  const { cap } = share;
  if (cap === null || share.budget <= 0) return null;
  cap.left += share.budget;
  share.budget = 0;
  return cap;
}

/** Whether its domain's budget is used up for the VCPU. */
export function isSpent({ cap, budget }: CapShare): boolean {
  return cap !== null && budget <= 0 && cap.left + budget <= 0;
}
