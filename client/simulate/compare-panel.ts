import * as v from 'valibot';
import {
  commands,
  Disposable,
  type Memento,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
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

const comparisonType = 'hypersched.comparison';

/**
 * *Hypersched: Compare Runs…*: two runs on one time axis, with what differs. Comparisons that were
 * open when the window was reloaded are restored.
 */
export function registerCompareRuns(extension: Uri, session: Session, memory: Memento): Disposable {
  const runIn = async (uri: Uri): Promise<RecordedRun> => {
    if (!uri.path.endsWith('.hsched')) return recordedRun(uri, memory);
    const model = await systemOf(uri, session);
    if (model === null) throw new Error(noRunsToCompare());
    return { name: fileNameOf(uri), source: { kind: 'system', model } };
  };
  const show = (panel: WebviewPanel, first: Uri, second: Uri): void => {
    panel.iconPath = Uri.joinPath(extension, 'images', 'icon.png');
    recordedPage({
      ...{ panel, extension, uri: first, address: addressOf(first, second) },
      load: async () => ({
        type: 'recorded',
        name: panel.title,
        runs: [await runIn(first), await runIn(second)],
        system: null,
      }),
    });
  };
  return Disposable.from(
    commands.registerCommand('hypersched.compareRuns', async (target?: unknown, all?: unknown) => {
      const given = Array.isArray(all) ? all.filter((each) => each instanceof Uri) : [];
      const known = given.length > 0 ? given : target instanceof Uri ? [target] : [];
      const first = known[0] ?? (await pickedRun(pickFirstRun(), []));
      if (first === undefined) return;
      const second = known[1] ?? (await pickedRun(pickSecondRun(), [first]));
      if (second === undefined) return;
      const panel = window.createWebviewPanel(
        comparisonType,
        runsOf(fileNameOf(first), fileNameOf(second)),
        { viewColumn: ViewColumn.Active },
        { enableScripts: true, retainContextWhenHidden: true },
      );
      show(panel, first, second);
    }),
    window.registerWebviewPanelSerializer(comparisonType, {
      deserializeWebviewPanel: async (panel, state: unknown) => {
        const runs = runsIn(state);
        if (runs === null) panel.dispose();
        else show(panel, ...runs);
      },
    }),
  );
}

/** The address of a comparison, by which its page is restored: the runs' own are in its query. */
function addressOf(first: Uri, second: Uri): Uri {
  const query = JSON.stringify([first, second].map(String));
  return Uri.from({ scheme: comparisonType, query });
}

const stateSchema = v.object({ uri: v.string() });
const runsSchema = v.pipe(v.string(), v.parseJson(), v.tuple([v.string(), v.string()]));

/** The runs that a page compared, by the state that it kept; `null` if it kept another. */
function runsIn(state: unknown): readonly [Uri, Uri] | null {
  const kept = v.safeParse(stateSchema, state);
  if (!kept.success) return null;
  const runs = v.safeParse(runsSchema, Uri.parse(kept.output.uri).query);
  return runs.success ? [Uri.parse(runs.output[0]), Uri.parse(runs.output[1])] : null;
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
