import type { CompletedDomain, CompletedMachine } from '../../model/completed.ts';
import { frameOf, type PolicyTraits, traitsOf } from '../../model/policies.ts';
import { plansOf } from '../../plans/plans.ts';

/** The bytes of a word: each number is one of 64 bits. */
const WORD = 8;

/** The words of a guest beside those of its VCPUs: its identifier, and the number of its VCPUs. */
const GUEST = 2;

/**
 * The words of each VCPU, by the form in which it gets time. A budget takes eight: period, budget,
 * deadline, and its core or priority; and while a change is not in force, the old period, budget
 * and deadline with the instant at which they are released. A window takes two, its start and its
 * length; a core one. Shares have no test to keep anything for.
 */
const words: Readonly<
  Record<PolicyTraits['gives'], (machine: CompletedMachine, domain: CompletedDomain) => number>
> = {
  budgets: (_, { vcpus }) => GUEST + 8 * vcpus.length,
  windows: ({ policy }, { name, vcpus }) => {
    const plain = frameOf(policy)?.windows ?? [];
    const all = [...plain, ...plansOf(policy).flatMap(({ windows }) => windows)];
    return GUEST + vcpus.length + 2 * all.filter(({ domain }) => domain === name).length;
  },
  cores: (_, { vcpus }) => GUEST + vcpus.length,
  shares: () => 0,
};

/**
 * The bytes of interface state of a guest that a tester keeps, so that it decides without asking
 * the guests: the interface alone, for tasks are the guest's own affair.
 */
export function interfaceBytes(machine: CompletedMachine, domain: CompletedDomain): number {
  return WORD * words[traitsOf(machine.policy).gives](machine, domain);
}
