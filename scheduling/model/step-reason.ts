import type { VcpuName, Verdict } from './analysis.ts';
import type { Element } from './element.ts';

/** The reason why a step of a scenario is refused or has nothing to act on. Reasons are data. */
export type StepReason =
  /** `element` would fail, or is not proven to work. */
  | {
      readonly kind: 'would-fail';
      readonly element: Extract<Element, { kind: 'vcpu' | 'domain' | 'core' | 'machine' }>;
      readonly verdict: Exclude<Verdict, { kind: 'schedulable' }>;
      /** The plan in which it would fail, or the change of plans; absent without any. */
      readonly during?: DuringPlans;
      /** Whether it was admitted to leave the machine and can still be there; absent if not. */
      readonly waitsToLeave?: true;
    }
  /** An hvm domain cannot pass its interface to an admission test in the hypervisor. */
  | { readonly kind: 'barred'; readonly domain: string; readonly machine: string }
  /**
   * The guest does not bear the change of its VCPU's period or deadline: its tasks are not proven
   * on the supply over the change. `nearest` is the smallest budget, in ns, with the same period
   * that it bears; absent if there is none.
   */
  | ({ readonly kind: 'between-interfaces'; readonly nearest?: number } & VcpuName)
  /** VCPUs that exchange cores would meet there for as long as one of them has not left. */
  | ({
      readonly kind: 'would-meet';
      readonly machine: string;
      /** The core; `null` if they would meet in a pool that schedules globally. */
      readonly core: number | null;
    } & VcpuName)
  /** The core is never sure to be quiet, so the change of a period has no bound. */
  | ({ readonly kind: 'no-quiet'; readonly machine: string; readonly core: number } & VcpuName)
  /** A pool was not quiet for so long, in ns. It occurs in the simulation only. */
  | { readonly kind: 'never-quiet'; readonly waited: number }
  /** A run ended before the admission test did. It occurs in the simulation only. */
  | { readonly kind: 'untested' }
  | { readonly kind: 'not-running'; readonly domain: string }
  | { readonly kind: 'already-running'; readonly domain: string }
  | { readonly kind: 'has-task'; readonly domain: string; readonly task: string }
  | { readonly kind: 'no-task'; readonly domain: string; readonly task: string }
  | { readonly kind: 'no-vcpu'; readonly domain: string; readonly vcpu: string }
  | { readonly kind: 'no-domain'; readonly domain: string }
  | { readonly kind: 'no-machine'; readonly machine: string }
  | { readonly kind: 'no-plan'; readonly machine: string; readonly plan: string }
  | { readonly kind: 'in-plan-already'; readonly machine: string; readonly plan: string }
  | { readonly kind: 'on-it-already'; readonly domain: string; readonly machine: string };

/** A plan alone, or the change from one plan to another at the start of a frame, in ns. */
export type DuringPlans =
  | { readonly kind: 'plan'; readonly plan: string }
  | { readonly kind: 'change'; readonly from: string; readonly to: string; readonly at: number };
