import { l10n, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Element } from '../../scheduling/model/element.ts';
import { percent } from '../../scheduling/text/percent.ts';
import type { FileVerdict, NodeState } from '../../server/protocol.ts';
import { verdictWord } from '../verdicts/verdict-words.ts';
import { type ElementEntry, type FileEntry, fails, type TreeEntry } from './tree-entries.ts';
import { utilizationBar } from './utilization-bar.ts';

/**
 * How a row looks, is read aloud, and what it does when it is clicked. Its tooltip is asked for
 * when it is wanted.
 */
export function treeItem(entry: TreeEntry): TreeItem {
  const item = entry.kind === 'file' ? fileItem(entry) : elementItem(entry);
  item.id = entry.id;
  item.collapsibleState =
    entry.children.length === 0
      ? TreeItemCollapsibleState.None
      : entry.open
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed;
  return item;
}

function fileItem({ uri, verdict }: FileEntry): TreeItem {
  const name = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
  const item = new TreeItem(name);
  item.iconPath = icons[verdict];
  item.description = verdictWord(verdict);
  item.contextValue = 'file';
  item.accessibilityInformation = { label: `${name}, ${verdictWord(verdict)}` };
  return item;
}

function elementItem(entry: ElementEntry): TreeItem {
  const { node, failing } = entry;
  const { element, name, state, utilization, detail } = node;
  const inside = fails(state) || failing === 0 ? '' : l10n.t('{0} can miss', failing);
  const item = new TreeItem(name);
  item.iconPath = icons[state];
  item.description = [
    utilization === undefined ? '' : `${utilizationBar(utilization)} ${percent(utilization)}`,
    inside,
    detail,
  ]
    .filter((part) => part !== '')
    .join(' · ');
  item.contextValue = element.kind;
  item.accessibilityInformation = {
    label: [
      titleOf(element, name),
      stateWord(state),
      utilization === undefined ? '' : l10n.t('utilization {0}', percent(utilization)),
      detail,
      inside,
    ]
      .filter((part) => part !== '')
      .join(', '),
  };
  if (node.place !== undefined) {
    item.command = {
      command: 'hypersched.goToSource',
      title: l10n.t('Go to Source'),
      arguments: [entry],
    };
  }
  return item;
}

const good = new ThemeColor('testing.iconPassed');
const bad = new ThemeColor('testing.iconFailed');
const doubtful = new ThemeColor('problemsWarningIcon.foreground');

/** The shapes differ, not the colors alone. */
const icons: Readonly<Record<NodeState | FileVerdict, ThemeIcon>> = {
  schedulable: new ThemeIcon('pass', good),
  admitted: new ThemeIcon('pass', good),
  unschedulable: new ThemeIcon('error', bad),
  refused: new ThemeIcon('circle-slash', bad),
  invalid: new ThemeIcon('circle-slash', bad),
  soft: new ThemeIcon('warning', doubtful),
  unknown: new ThemeIcon('question', doubtful),
};

function stateWord(state: NodeState): string {
  switch (state) {
    case 'schedulable':
    case 'unschedulable':
    case 'unknown':
      return verdictWord(state);
    case 'soft':
      return l10n.t('can miss, which its softness allows');
    case 'admitted':
      return l10n.t('admitted');
    case 'refused':
      return l10n.t('refused');
  }
}

/** What it is and what it is called; the name of a core says both. */
function titleOf({ kind }: Element, name: string): string {
  switch (kind) {
    case 'machine':
      return l10n.t('machine {0}', name);
    case 'core':
      return name;
    case 'domain':
      return l10n.t('domain {0}', name);
    case 'vcpu':
      return l10n.t('VCPU {0}', name);
    case 'task':
      return l10n.t('task {0}', name);
    case 'scenario':
      return l10n.t('scenario {0}', name);
    case 'step':
      return l10n.t('step {0}', name);
  }
}
