import { t } from '@vscode/l10n';

/** The meaning of each code of the language's checks, in a sentence. */
export const textRules: Readonly<Record<string, () => string>> = {
  'syntax/character': () => t('A character that begins nothing in this language.'),
  'syntax/unexpected': () => t('A word that cannot stand where it stands, or one that is missing.'),
  'name/unknown': () => t('A name that nothing visible from this file has.'),
  'name/twice': () => t('Two things of one kind have the same name.'),
  'name/empty': () => t('A name without a character in it.'),
  'import/not-found': () => t('An imported file does not exist, or cannot be read.'),
  'import/twice': () => t('A file is imported more than once.'),
  'import/name-twice': () => t('Two imported files declare the same name.'),
  'value/zero': () => t('A zero where it makes no sense.'),
  'number/malformed': () => t('A text in the place of a number is none.'),
  'number/out-of-range': () => t('A number outside what is possible.'),
  'duration/no-unit': () => t('A duration without its unit.'),
  'duration/malformed': () => t('A duration that is not a decimal number with a known unit.'),
  'duration/too-fine': () => t('A duration that is not a whole number of nanoseconds.'),
  'duration/too-long': () => t('A duration above 10^15 ns, which is more than eleven days.'),
  'attribute/twice': () => t('An attribute is written more than once in one place.'),
  'overheads/no-clock': () =>
    t('Costs are given in cycles, and the machine has no `clock` to turn them into time.'),
  'overheads/switch-twice': () => t('Two lines give the cost of the same switch.'),
  'machine/empty-admission': () =>
    t('An `admission` that says neither where the test runs nor what it costs.'),
  'machine/ratelimit-above-timeslice': () =>
    t('A credit scheduler whose rate limit is longer than its time slice.'),
  'machine/servers-ignored': () => t('A server kind where the scheduler leaves no choice.'),
  'pool/no-cores': () => t('A pool that does not say which cores it has.'),
  'pool/malformed-cores': () => t('A list of cores that cannot be read.'),
  'pool/range-backwards': () => t('A range of cores that begins after its end.'),
  'pool/core-twice': () => t('A core that is in two pools, or twice in one.'),
  'pool/no-such-core': () => t('A pool with a core that the machine does not have.'),
  'pool/none-left': () => t('A domain on a machine whose cores are all in pools.'),
  'window/not-arinc653': () => t('A window on a machine that does not schedule by windows.'),
  'window/overlap': () => t('Two windows of the major frame overlap.'),
  'window/outside-frame': () => t('A window that ends after the major frame.'),
  'window/other-machine': () => t('A window for a domain that is on another machine.'),
  'window/half': () => t('A window with a start and no length, or a length and no start.'),
  'window/mixed': () => t('A VCPU with written windows and with windows left to the tool.'),
  'window/open-twice': () => t('A second line that leaves the windows of one VCPU to the tool.'),
  'window/no-frame': () => t('Written windows without a major frame.'),
  'window/none': () => t('A machine that schedules by windows and has none.'),
  'plan/named-first': () => t('A plan with the name of the plain windows.'),
  'plan/empty': () => t('A plan without windows.'),
  'plan/unused': () => t('A plan that no scenario changes to.'),
  'plan/no-window': () => t('A VCPU without a window in a plan in which its domain runs.'),
  'scenario/no-plans': () => t('A change of plan on a machine that has one plan only.'),
  'rtds/not-whole-us': () => t('A time under RTDS that is not a whole number of microseconds.'),
  'rtds/outside-limits': () => t('A time under RTDS that Xen does not take.'),
  'domain/no-machine': () =>
    t('A domain that does not say on which machine it is, where there is not just one.'),
  'scenario/no-machine': () =>
    t('A scenario that does not say on which machine it is, where there is not just one.'),
  'domain/outside-credit': () =>
    t('A `weight` or `cap` where the machine does not schedule by credit.'),
  'domain/releases-ignored': () =>
    t('Aligned releases where the machine has nothing that they could be in step with.'),
  'taskset/unused': () => t('A task set that no domain runs.'),
  'vcpu/budget-above-period': () => t('A budget that does not fit into its period.'),
  'vcpu/budget-above-deadline': () =>
    t('A budget that does not fit before the deadline of the VCPU.'),
  'vcpu/deadline-above-period': () => t('A VCPU with a deadline beyond its period.'),
  'vcpu/range-backwards': () => t('A range of periods that begins after its end.'),
  'vcpu/no-such-core': () => t('A core that the machine does not have.'),
  'vcpu/core-of-another-pool': () => t('A core that the pool of the VCPU does not have.'),
  'vcpu/missing-priority': () =>
    t('A VCPU without a priority on a machine that schedules by them.'),
  'vcpu/ignored': () =>
    t('An attribute of a VCPU that means nothing under the scheduler of its machine.'),
  'task/missing-period': () => t('A task without a period.'),
  'task/missing-wcet': () => t('A task without a worst-case execution time.'),
  'task/wcet-above-deadline': () => t('A task that cannot end before its deadline even alone.'),
  'task/bcet-above-wcet': () => t('A best case that is longer than the worst case.'),
  'task/missing-priority': () => t('A task without a priority in a domain that schedules by them.'),
  'task/priority-ignored': () => t('A priority that the scheduler of the domain does not look at.'),
  'task/not-aligned': () =>
    t('A task with jitter, or a sporadic one, in a domain whose releases are aligned.'),
  'task/no-vcpu': () => t('A task, or a task set that is run, on none of several VCPUs.'),
  'task/misplaced-on': () => t('A VCPU that is named where no domain is known.'),
  'task/on-ignored': () => t('A VCPU for a task that may run on all of them.'),
  'scenario/not-running': () => t('An action on a domain that does not run at that moment.'),
  'scenario/already-running': () => t('A domain that is started while it runs.'),
  'scenario/time-backwards': () => t('An action that is earlier than one above it.'),
  'scenario/task-exists': () =>
    t('A task is added under a name that the domain has at that moment.'),
  'scenario/no-such-task': () =>
    t('A task is removed that the domain does not have at that moment.'),
  'scenario/hvm-admission': () =>
    t('An hvm domain on a machine that tests admission in the hypervisor.'),
  'scenario/budget-above-period': () =>
    t('A `set` that leaves a VCPU with a budget longer than its period.'),
  'scenario/ends-early': () => t('A scenario that ends before its last action.'),
  'scenario/which-vcpu': () =>
    t('A task is added to a domain with several VCPUs without saying which.'),
  'scenario/vcpu-ignored': () =>
    t('A VCPU for a task that is added to a domain where every task runs on every VCPU.'),
  'scenario/set-nothing': () => t('A `set` that changes nothing.'),
  'scenario/when-quiet-ignored': () =>
    t('Leave to wait until the guest is quiet where a `set` changes no period.'),
  'scenario/same-machine': () => t('A domain is moved to the machine that it is on.'),
};

export function fileUnreadable(): string {
  return t('A file cannot be read, or is no text.');
}
