import { AstUtils, GrammarAST } from 'langium';

/**
 * What each word means, in one line with its unit and what holds when it is left out. A word that
 * means different things in different places stands with the grammar rule it belongs to:
 * `Task.period`.
 */
const documentation: Readonly<Record<string, string>> = {
  import:
    'Brings in everything another file declares, its own imports too. The path is relative to this file.',
  overheads: 'What a core spends on switching from one VCPU to another, by direction.',
  switch:
    'The cost of one direction: `switch FROM -> TO COST`. The most specific line wins, `FROM` decides first.',
  machine: 'A physical machine: its cores, and how its hypervisor schedules VCPUs on them.',
  taskset: 'Tasks that any number of domains can run, each its own copy.',
  domain: 'A virtual machine: its VCPUs, its guest scheduler and its tasks.',
  scenario:
    'What happens at run time: what is started, stopped, added, removed, changed and moved, and when.',

  'Machine.cores': 'The number of cores, 1 to 4096. Left out: 1.',
  'Machine.clock':
    'How fast the cores count cycles, in GHz. Needed where a cost is given in `cycles`.',
  GHz: 'The unit of a clock: cycles per nanosecond.',
  'Machine.scheduler': 'How the hypervisor orders VCPUs. Left out: `EDF partitioned`.',
  'Machine.servers': 'How the budgets of VCPUs are kept. Left out: `deferrable`.',
  'Machine.resolution':
    'The grid that computed budgets and periods are rounded up to. Left out: 1us.',
  'OverheadsUse.overheads':
    'The costs of switches: the name of an `overheads` table, or a block with its own lines.',
  'AdmissionUse.admission':
    'Where the schedulability test runs in a scenario, and how long it takes there.',
  'AdmissionUse.in': 'Where the admission test runs: `dom0` or `hypervisor`. Left out: `dom0`.',
  'AdmissionUse.dom0': 'The admission test runs as a job of Dom0.',
  'AdmissionUse.cost': 'How long one admission test takes. Left out: 0.',
  hypervisor:
    'The admission test runs in the hypervisor: only pv, pvh and dom0 domains can reach it.',

  'MachineScheduler.EDF': 'Earliest deadline first: the VCPU whose budget is due first runs first.',
  'MachineScheduler.RM': 'Rate monotonic: the VCPU with the shortest period runs first.',
  'MachineScheduler.DM': 'Deadline monotonic: the VCPU with the shortest deadline runs first.',
  'MachineScheduler.FP': 'Fixed priorities: every VCPU has a `priority`, larger is more urgent.',
  RTDS: "Xen's real-time scheduler: global EDF over deferrable servers, in whole microseconds.",
  null: "Xen's null scheduler: every VCPU owns a core.",
  credit: "Xen's credit scheduler: weights share the cores, caps limit. It guarantees nothing.",
  ARINC653: 'Fixed windows in a major frame that repeats: time partitioning as in avionics.',
  partitioned: 'Every VCPU stays on one core.',
  'MachineScheduler.global': 'VCPUs run on whatever core is free.',
  timeslice: 'How long a VCPU runs before others of its priority have their turn. Left out: 30ms.',
  ratelimit: 'How long a VCPU that runs is left alone. Left out: 1ms.',
  boost: 'Whether a VCPU that wakes up is preferred for a moment: `on` or `off`. Left out: on.',
  'MachineScheduler.on': 'A VCPU that wakes up is preferred for a moment.',
  off: 'A VCPU that wakes up waits like any other.',
  'major-frame': 'The length of the frame after which the windows repeat.',
  window: 'When a VCPU has its core within the major frame: `window DOMAIN.VCPU at D for D`.',
  'WindowLine.at': 'When the window begins, from the start of the major frame.',
  for: 'How long the window lasts.',
  'Machine.periodic': 'The budget runs down whether or not there is work.',
  'Machine.deferrable': 'The budget is kept until its deadline for work that may come.',
  'Machine.polling': 'The budget is given up as soon as there is no work.',

  'Domain.type':
    'How the domain is virtualised, as in `xl.cfg`: `dom0`, `pv`, `pvh` or `hvm`. Left out: `pv`.',
  'Domain.dom0': 'The control domain.',
  pv: 'Paravirtualised: the guest knows the hypervisor and can call it.',
  pvh: 'Paravirtualised, with hardware support for memory and instructions.',
  hvm: 'Fully virtualised: the guest does not know the hypervisor.',
  'Domain.scheduler':
    'How the guest orders its tasks. Left out: `FIFO` where tasks have priorities, else `EDF`.',
  'GuestScheduler.EDF': 'Earliest deadline first: the job whose deadline is next runs first.',
  'GuestScheduler.RM': 'Rate monotonic: the task with the shortest period runs first.',
  'GuestScheduler.DM': 'Deadline monotonic: the task with the shortest deadline runs first.',
  'GuestScheduler.FP': 'Fixed priorities: every task has a `priority`, larger is more urgent.',
  'GuestScheduler.FIFO':
    "Linux's SCHED_FIFO: fixed priorities, equal ones first come first served.",
  'GuestScheduler.RR': "Linux's SCHED_RR: tasks take turns of one quantum.",
  quantum: "How long a task's turn lasts under RR. Left out: 100ms.",
  'GuestScheduler.global':
    'Every task may run on every VCPU of the domain; otherwise each belongs to one.',
  kernel:
    '`kernel latency`: the longest section in which the guest kernel cannot be preempted. Left out: 0.',
  latency: 'The longest section in which the guest kernel cannot be preempted. Left out: 0.',
  'task-switch': "The guest's own cost of a context switch: a time or `cycles`. Left out: 0.",
  weight: "The credit scheduler's weight, 1 to 65535. Left out: 256.",
  cap: 'The most the domain may get under the credit scheduler, in percent of one core. Left out: no limit.',

  vcpu: 'A virtual CPU: what the hypervisor schedules, and what supplies the tasks inside.',
  'Vcpu.period':
    'How often the budget is replenished, or a range to choose from, `2ms..20ms`. Left out: the tool chooses.',
  'Vcpu.budget':
    'The time that the VCPU gets in every period. Left out: the tool computes the smallest that works.',
  'Vcpu.deadline': 'By when in each period the budget is given. Left out: the period.',
  'Vcpu.core': 'The core it runs on, from 0, on a partitioned machine. Left out: the tool chooses.',
  'Vcpu.priority': 'Its priority on a machine that schedules FP; larger is more urgent.',
  extratime: 'Under RTDS: it may take unused time besides its budget.',

  task: 'A real-time task: it is released again and again, and each job has to end by its deadline.',
  'Task.period': 'The time between two releases; for a sporadic task the least.',
  'Task.wcet': 'The longest a job executes (worst-case execution time).',
  'Task.deadline':
    'By when a job has to end, counted from its release. It may exceed the period. Left out: the period.',
  'Task.offset':
    "When the first job is released, from the domain's start; for the simulation. Left out: 0.",
  'Task.jitter': 'The most a release can be delayed. Left out: 0.',
  'Task.priority': 'Its priority under FP and FIFO; larger is more urgent, as in Linux.',
  'Task.bcet':
    'The shortest a job executes: the simulation draws from bcet to wcet. Left out: the wcet.',
  'Task.blocking':
    'The longest wait for a critical section of a task of lower priority. Left out: 0.',
  sporadic: 'Releases need not be periodic: the period is the least distance between them.',
  soft: 'A soft task: that it can miss is a warning, not an error.',
  misses:
    'The share of jobs that may miss their deadline, in percent; held against the simulation.',
  'Task.on': 'The VCPU that the task belongs to, where the domain has more than one.',

  'TasksetUse.run': 'Runs the tasks of a task set in this domain.',
  'TasksetUse.on': 'The VCPU that the tasks belong to, where the domain has more than one.',
  'Domain.on': 'The machine it stands on. May be left out where just one is known.',
  'Scenario.on': 'The machine it happens on. May be left out where just one is known.',

  'Scenario.run': 'How long the scenario lasts.',
  'Step.at': 'When something happens, from the start of the scenario. Times do not go backwards.',
  start: 'Starts domains, if the admission test passes.',
  stop: 'Stops domains.',
  add: 'Adds a task to a domain, if the admission test passes: `add task … to DOMAIN.VCPU`.',
  remove: 'Removes a task: `remove task DOMAIN.TASK`.',
  set: "Changes a VCPU's period, budget or both: `set DOMAIN.VCPU budget D`.",
  migrate: 'Moves a domain to another machine, if the admission test there passes.',
  'AddAction.to': 'The domain, and the VCPU where it has more than one, that the task goes to.',
  'MigrateAction.to': 'The machine that the domain moves to.',
  'SetAction.period': 'The new period of the VCPU.',
  'SetAction.budget': 'The new budget of the VCPU.',

  'SwitchEnd.dom0': 'Any domain of type dom0.',
  guest: 'Any domain that is not of type dom0.',
  idle: 'No VCPU at all: the core idles.',
  any: 'Any domain, and idle too.',
  cycles: "The cost is in cycles of the machine's clock, and becomes nanoseconds rounded up.",
};

/** What a word means in a rule of the grammar. */
export function documentationOf(rule: string, word: string): string | undefined {
  const key = `${rule}.${word}`;
  if (Object.hasOwn(documentation, key)) return documentation[key];
  return Object.hasOwn(documentation, word) ? documentation[word] : undefined;
}

/** What a keyword means where it stands in the grammar. */
export function documentationOfKeyword(keyword: GrammarAST.Keyword): string | undefined {
  return documentationOf(nodeTypeAt(keyword), keyword.value);
}

/** The type of node that an element of the grammar belongs to. */
export function nodeTypeAt(element: GrammarAST.AbstractElement): string {
  const rule = AstUtils.getContainerOfType(element, GrammarAST.isParserRule);
  // The attributes of a block are fragments of its rule.
  return (rule?.fragment === true ? rule.name.replace(/Attribute$/, '') : rule?.name) ?? '';
}

/** The units of time, and what they are. */
export const units: readonly { readonly unit: string; readonly meaning: string }[] = [
  { unit: 'ms', meaning: 'milliseconds' },
  { unit: 'us', meaning: 'microseconds' },
  { unit: 's', meaning: 'seconds' },
  { unit: 'ns', meaning: 'nanoseconds' },
];
