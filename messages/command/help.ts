import { t } from '@vscode/l10n';

/** The help of the command and its parts. */
export const help = {
  version: () => t('tell the version'),
  help: () => t('show this help'),
  command: () =>
    t(
      'Prove, simulate and deploy two-level real-time schedules for Xen, KVM and ARINC 653 systems.',
    ),
  check: () =>
    t('prove that every deadline holds, or say which can be missed, when and by how much'),
  explain: () => t('show how the verdict on one element comes about, with the numbers of its file'),
  simulate: () => t('run a system and report response times, misses and supply'),
  admit: () =>
    t(
      'decide the actions of a scenario one after another: which are admitted, why not, and what changes',
    ),
  compared: () =>
    t(
      'simulate the scenario with its tests in Dom0 and in the hypervisor, and put delay, cost, memory and refusals side by side',
    ),
  admittedScenario: () => t('the scenario; without it the only one of the file'),
  format: () => t('lay files out: to standard output, in place, or only say which are not'),
  lsp: () => t('serve an editor by the Language Server Protocol'),
  mcp: () => t('serve an assistant by the Model Context Protocol'),
  stdio: () => t('over standard input and output, the only way'),
  files: () => t('.hsched files; - is standard input'),
  file: () => t('a .hsched file; - is standard input'),
  fileOrRun: () => t('a .hsched file, - for standard input, or a run written as .hstrace'),
  outputFormat: () => t('what to write to standard output'),
  patience: () =>
    t('how long to search on for a verdict on each machine that is not decided at once; 0s is not'),
  here: () =>
    t('let the exit status follow the second verdict: beside the neighbors that are written'),
  expect: () =>
    t('hold files against their comments `// expect: VERDICT ELEMENT`, which alone are reported'),
  watch: () => t('check again whenever a file or an import changes, until Ctrl+C'),
  element: () => t('what to explain: a machine, a domain, a scenario, or DOMAIN.VCPU, DOMAIN.TASK'),
  scenario: () => t('play this scenario; without it every domain starts at 0'),
  length: () => t('how long, as 2s or 500ms'),
  seed: () => t('of all that is drawn'),
  supply: () => t('the least supply one VCPU is sure to get'),
  late: () => t('the run, as the verdict tells it, in which the budget of this VCPU comes late'),
  jobs: () => t('write every job as a line of CSV'),
  trace: () => t('write the trace: as .hstrace to be read back here, as .csv, else for Perfetto'),
  checkOnly: () => t('only name the files that are laid out otherwise; exit 1 if there are any'),
  import: () => t('make text of the language from what other programs print'),
  importXen: () => t('describe a Xen host from the outputs of xl and its configuration files'),
  xenFiles: () => t('saved outputs of xl, xl.cfg and xlcpupool.cfg files; - is standard input'),
  machineName: () => t('the name of the machine'),
  importTsc: () => t('make an overheads block from time stamps taken in two domains'),
  tscFile: () => t('lines of a name and a time stamp; - is standard input'),
  overheadsName: () => t('the name of the block'),
  clock: () => t('the clock in GHz, to give means in µs, too'),
  importLatCtx: () => t('make task-switch costs of domain types from the output of lat_ctx'),
  latCtxFile: (type: string) => t('the output of lat_ctx in a domain of type {type}', { type }),
  importXentrace: () =>
    t('read a trace of xentrace: the run for the timeline, and what it measured'),
  xentraceFile: () => t('a file that xentrace wrote'),
  stampClock: () => t('the clock of the time stamps in GHz, as xl info tells it'),
  domainNames: () => t('an output of xl list, from which the names of domains are taken'),
  outTrace: () => t('write the run to this file, to be opened in the timeline'),
  compare: () => t('lay two runs on one time axis, simulated or recorded, and list what differs'),
  comparedFile: () =>
    t('a run: a .hstrace file, a file of xentrace, or a .hsched file, which is simulated'),
  shift: () => t('how much later than the first the second begins; best: where they differ least'),
  tolerance: () => t('how long a difference may be that does not count'),
  comparedClock: () => t('the clock of a file of xentrace in GHz, as xl info tells it'),
  monitor: () =>
    t('read what is on a Xen host again and again, and hold it against a file; it only reads'),
  monitoredFile: () => t('a .hsched file that says what should be there'),
  via: () => t('a command that runs `sh` on the host, as "ssh dom0"; without it this is the host'),
  once: () => t('read once and end'),
  every: () => t('how often, at most once a second'),
  pollPatience: () => t('how long to wait for an answer, before the connection is made anew'),
  monitoredMachine: () =>
    t('the machine of the file that the host is; else the one with most of its domains'),
  export: () => t('make what other programs need to run a system as it was proven'),
  exportXen: () => t('make xl.cfg files, pools and a script for Dom0 that deploys them'),
  exportDom0less: () =>
    t('make the part of a device tree with which Xen boots pools and guests without Dom0'),
  cpuLabels: () =>
    t('the labels of the processors in the device tree, in order; else cpu0, cpu1 and so on'),
  exportGuest: () => t('make scripts and loads that give Linux guests the proven schedule'),
  against: () =>
    t(
      'write nothing, and tell what would change: saved outputs of xl, in a file or a folder, or -',
    ),
  compareFormat: () => t('how to tell what would change'),
  outFolder: () => t('the folder to write to'),
  machine: () => t('the machine to export, where the file has several'),
  kernel: () => t('the kernel that new guests boot; else you write it into their files'),
  memory: () => t('the memory of new guests in MiB; else you write it into their files'),
  unproven: () => t('export although not everything is proven'),
  dryRun: () => t('only tell what would be written'),
  out: () => t('write to this file instead of standard output'),
  inPlace: () => t('change the files in place'),
  seeHelp: () => t('See `hypersched --help`.'),
} as const;

/** The text below the help of the whole command. */
export function helpTail(): string {
  const examples = [
    ['hypersched check board.hsched', t('is it schedulable, and if not, why')],
    ['hypersched check --format sarif *.hsched', t('for code scanners')],
    ['generate-board | hypersched check -', t('from standard input')],
    ['hypersched explain board.hsched guest1.v0', t('how the verdict comes about')],
    ['hypersched simulate board.hsched --for 10s', t('what happens when it runs')],
    ['hypersched format --check *.hsched', t('is everything laid out')],
  ] as const;
  const lines = examples.map(([command, does]) => `  $ ${command.padEnd(48)}${does}`);
  return `\n${t('Examples:')}\n${lines.join('\n')}\n\n${exitCodes()}`;
}

function exitCodes(): string {
  return t(
    'Exit codes: 0 everything hard is schedulable, 1 something is not or is unknown,\nor a step of a scenario is refused, 2 the text has errors or cannot be read,\n3 the command line is wrong.',
  );
}

const titles: Readonly<Record<string, () => string>> = {
  'Usage:': () => t('Usage:'),
  'Arguments:': () => t('Arguments:'),
  'Options:': () => t('Options:'),
  'Commands:': () => t('Commands:'),
};

/** The title of a part of the help, which comes in English. */
export function helpTitle(title: string): string {
  return titles[title]?.() ?? title;
}
