import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { goToSource } from '../../messages/client/commands.ts';
import {
  canMiss,
  elementTitle,
  stateWord,
  utilizationAloud,
} from '../../messages/client/schedulability.ts';
import { fileVerdictWord } from '../../messages/client/verdicts.ts';
import { percent } from '../../messages/text/percent.ts';
import { verdictLooks } from '../../messages/verdicts/verdict-look.ts';
import type { FileVerdict, NodeState } from '../../server/protocol.ts';
import { type ElementEntry, type FileEntry, fails, type TreeEntry } from './tree-entries.ts';
import { utilizationBar } from './utilization-bar.ts';

/** The look, the accessible label and the click of a row. Its tooltip is resolved on request. */
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
  item.description = fileVerdictWord(verdict);
  item.contextValue = 'file';
  item.accessibilityInformation = { label: `${name}, ${fileVerdictWord(verdict)}` };
  return item;
}

function elementItem(entry: ElementEntry): TreeItem {
  const { node, failing } = entry;
  const { element, name, pool, state, utilization, detail } = node;
  const inside = fails(state) || failing === 0 ? '' : canMiss(failing);
  const item = new TreeItem(name);
  item.iconPath = icons[state];
  item.description = [
    utilization === undefined ? '' : `${utilizationBar(utilization)} ${percent(utilization)}`,
    inside,
    detail,
  ]
    .filter((part) => part !== '')
    .join(' · ');
  item.contextValue = node.isLate === true ? `${element.kind}-late` : element.kind;
  item.accessibilityInformation = {
    label: [
      elementTitle(pool === true ? 'pool' : element.kind, name),
      stateWord(state),
      utilization === undefined ? '' : utilizationAloud(percent(utilization)),
      detail,
      inside,
    ]
      .filter((part) => part !== '')
      .join(', '),
  };
  if (node.place !== undefined) {
    item.command = {
      command: 'hypersched.goToSource',
      title: goToSource(),
      arguments: [entry],
    };
  }
  return item;
}

const good = new ThemeColor('hypersched.verdict.schedulable');
const bad = new ThemeColor('hypersched.verdict.unschedulable');
const doubtful = new ThemeColor('hypersched.verdict.unknown');

/** Icons differ in shape, not only in color. */
const icons: Readonly<Record<NodeState | FileVerdict, ThemeIcon>> = {
  schedulable: new ThemeIcon(verdictLooks.schedulable.icon, good),
  admitted: new ThemeIcon('pass', good),
  unschedulable: new ThemeIcon(verdictLooks.unschedulable.icon, bad),
  refused: new ThemeIcon('circle-slash', bad),
  invalid: new ThemeIcon('circle-slash', bad),
  soft: new ThemeIcon('warning', doubtful),
  unknown: new ThemeIcon(verdictLooks.unknown.icon, doubtful),
};
