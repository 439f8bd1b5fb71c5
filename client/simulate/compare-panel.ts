import { commands, type Disposable, type Memento, Uri, ViewColumn, window } from 'vscode';
import {
  compareTitle,
  noRunsToCompare,
  pickFirstRun,
  pickSecondRun,
  runsOf,
  simulateIt,
} from '../../messages/client/traces.ts';
import { fileItems } from '../dialogs/file-items.ts';
import { fileNameOf } from '../file-name.ts';
import type { Session } from '../session.ts';
import type { RecordedRun } from '../timeline/messages.ts';
import { recordedPage } from './recorded-page.ts';
import { recordedRun } from './recorded-run.ts';
import { systemOf } from './system-beside.ts';

/** The files that hold a run, or a system to run. */
const runFiles = '**/*.{hstrace,xentrace,trace.xen,hsched}';

/** *Hypersched: Compare Runs…*: two runs on one time axis, with what differs. */
export function registerCompareRuns(extension: Uri, session: Session, memory: Memento): Disposable {
  return commands.registerCommand(
    'hypersched.compareRuns',
    async (target?: unknown, all?: unknown) => {
      const given = Array.isArray(all) ? all.filter((each) => each instanceof Uri) : [];
      const known = given.length > 0 ? given : target instanceof Uri ? [target] : [];
      const first = known[0] ?? (await pickedRun(pickFirstRun(), []));
      if (first === undefined) return;
      const second = known[1] ?? (await pickedRun(pickSecondRun(), [first]));
      if (second === undefined) return;
      const panel = window.createWebviewPanel(
        'hypersched.comparison',
        runsOf(fileNameOf(first), fileNameOf(second)),
        { viewColumn: ViewColumn.Active },
        { enableScripts: true, retainContextWhenHidden: true },
      );
      panel.iconPath = Uri.joinPath(extension, 'images', 'icon.png');
      const runIn = async (uri: Uri): Promise<RecordedRun> => {
        if (!uri.path.endsWith('.hsched')) return recordedRun(uri, memory);
        const model = await systemOf(uri, session);
        if (model === null) throw new Error(noRunsToCompare());
        return { name: fileNameOf(uri), source: { kind: 'system', model } };
      };
      recordedPage({
        ...{ panel, extension, uri: first },
        load: async () => ({
          type: 'recorded',
          name: panel.title,
          runs: [await runIn(first), await runIn(second)],
          system: null,
        }),
      });
    },
  );
}

async function pickedRun(question: string, without: readonly Uri[]): Promise<Uri | undefined> {
  const taken = new Set(without.map(String));
  const found = (await fileItems(runFiles)).filter(({ uri }) => !taken.has(uri.toString()));
  if (found.length === 0) {
    void window.showInformationMessage(noRunsToCompare());
    return undefined;
  }
  const items = found.map((item) =>
    item.uri.path.endsWith('.hsched') ? { ...item, description: simulateIt() } : item,
  );
  const picked = await window.showQuickPick(items, {
    title: compareTitle(),
    placeHolder: question,
  });
  return picked?.uri;
}
