import {
  commands,
  type Disposable,
  EventEmitter,
  env,
  type LogOutputChannel,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  connecting,
  differencesSaid,
  hostLost,
  hostVerdict,
  monitorEnded,
  monitorLog,
  neverReached,
  notCompared,
  thisMachine,
} from '../../messages/client/monitor.ts';
import { showPlace } from '../show-place.ts';
import { type CpuHistory, withReport } from './cpu-history.ts';
import { registerDriftActions } from './drift-actions.ts';
import { HostProcess } from './host-process.ts';
import type { HostReport, SeenHost } from './host-report.ts';
import { MonitorDiagnostics, rangeOf } from './monitor-diagnostics.ts';
import { type MonitorEntry, monitorEntries } from './monitor-entries.ts';
import { monitorItem, showEntry } from './monitor-item.ts';

/** The host that is watched, and the file that it is held against. */
export interface Watched {
  readonly via: string;
  readonly file: Uri | null;
  /** The seconds between two polls. */
  readonly every: number;
}

/** The view *Dom0*: what is on a host of Xen, set against a file. */
export class MonitorView implements TreeDataProvider<MonitorEntry>, Disposable {
  readonly #command: string;
  readonly #log: LogOutputChannel;
  readonly #view: TreeView<MonitorEntry>;
  readonly #diagnostics = new MonitorDiagnostics();
  readonly #changed = new EventEmitter<undefined>();
  readonly #disposables: readonly Disposable[];
  readonly onDidChangeTreeData = this.#changed.event;
  #process: HostProcess | null = null;
  #watched: Watched | null = null;
  #seen: SeenHost | null = null;
  #history: CpuHistory = new Map();
  #entries: readonly MonitorEntry[] = [];
  /** The problem that was told last; each is logged once. */
  #problem = '';

  constructor(command: string) {
    this.#command = command;
    this.#log = window.createOutputChannel(monitorLog(), { log: true });
    this.#view = window.createTreeView('hypersched.monitor', { treeDataProvider: this });
    this.#disposables = [
      this.#log,
      this.#view,
      this.#changed,
      this.#diagnostics,
      registerDriftActions(this.#diagnostics),
      commands.registerCommand(showEntry, async ({ place }: MonitorEntry) => {
        if (place !== null) await showPlace(Uri.file(place.file), rangeOf(place));
      }),
    ];
  }

  getChildren(entry?: MonitorEntry): MonitorEntry[] {
    return [...(entry?.children ?? this.#entries)];
  }

  getTreeItem(entry: MonitorEntry): TreeItem {
    return monitorItem(entry);
  }

  /** Watches a host, in place of the one before. */
  watch(watched: Watched): void {
    this.stop();
    const { via, file, every } = watched;
    this.#watched = watched;
    this.#view.description = [...(file === null ? [] : [nameOf(file)]), via || thisMachine()].join(
      ' · ',
    );
    this.#view.message = connecting(via || thisMachine());
    this.#process = new HostProcess({
      command: this.#command,
      args: [
        ...['--every', `${Math.max(1, every)}s`, `--via=${via}`],
        ...(file === null ? [] : ['--', file.fsPath]),
      ],
      language: env.language,
      hear: (report) => this.#hear(report),
      ended: (said) => {
        this.#log.error(monitorEnded(said));
        this.stop();
        void window.showErrorMessage(monitorEnded(said));
      },
    });
    void commands.executeCommand('setContext', 'hypersched.monitoring', true);
    void commands.executeCommand('hypersched.monitor.focus');
  }

  stop(): void {
    this.#process?.stop();
    this.#process = null;
    this.#watched = null;
    this.#seen = null;
    this.#history = new Map();
    this.#entries = [];
    this.#problem = '';
    this.#diagnostics.clear();
    this.#view.description = '';
    this.#view.message = '';
    this.#view.badge = undefined;
    void commands.executeCommand('setContext', 'hypersched.monitoring', false);
    this.#changed.fire(undefined);
  }

  dispose(): void {
    this.#process?.stop();
    for (const disposable of this.#disposables) disposable.dispose();
  }

  #hear(report: HostReport): void {
    if (!report.connected) {
      const { problem } = report;
      this.#view.message = this.#seen === null ? neverReached(problem) : hostLost(problem);
      if (problem !== this.#problem) this.#log.warn(problem);
      this.#problem = problem;
      return;
    }
    if (this.#problem !== '' || this.#seen === null) this.#log.info(report.commands.join(', '));
    this.#problem = '';
    this.#seen = report;
    this.#history = withReport(this.#history, report);
    const isHeldAgainst = this.#watched?.file !== null && report.file === null;
    this.#entries = monitorEntries(report, this.#history, isHeldAgainst);
    this.#diagnostics.show(report);
    const { length } = report.drift;
    this.#view.badge =
      length === 0 ? undefined : { value: length, tooltip: differencesSaid(length) };
    this.#view.message = [
      ...(report.verdict === null
        ? []
        : [hostVerdict(report.verdict, isHeldAgainst ? length : null)]),
      ...(report.file === null ? [] : [notCompared(report.file.why)]),
      ...report.notes,
    ].join(' ');
    this.#changed.fire(undefined);
  }
}

function nameOf(file: Uri): string {
  return workspace.asRelativePath(file);
}
