import { ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { goToSource } from '../../messages/client/commands.ts';
import type { EntryIcon, MonitorEntry } from './monitor-entries.ts';

/** The command behind a row with a place. It is no command for people. */
export const showEntry = 'hypersched.monitor.show';

const doubtful = new ThemeColor('hypersched.verdict.unknown');
const bad = new ThemeColor('hypersched.verdict.unschedulable');
const good = new ThemeColor('hypersched.verdict.schedulable');

/** Icons differ in shape, not only in color. */
const icons: Readonly<Record<EntryIcon, ThemeIcon>> = {
  pool: new ThemeIcon('server'),
  domain: new ThemeIcon('vm'),
  same: new ThemeIcon('pass', good),
  drift: new ThemeIcon('warning', doubtful),
  unwritten: new ThemeIcon('question', doubtful),
  group: new ThemeIcon('list-unordered'),
  error: new ThemeIcon('error', bad),
  command: new ThemeIcon('terminal'),
};

/** The look of a row. */
export function monitorItem(entry: MonitorEntry): TreeItem {
  const { id, label, description, aloud, icon, tooltip, place, open, children } = entry;
  const item = new TreeItem(
    label,
    children.length === 0
      ? TreeItemCollapsibleState.None
      : open
        ? TreeItemCollapsibleState.Expanded
        : TreeItemCollapsibleState.Collapsed,
  );
  item.id = id;
  item.description = description;
  item.iconPath = icons[icon];
  item.accessibilityInformation = { label: aloud };
  if (tooltip !== undefined) item.tooltip = tooltip;
  if (place !== null)
    item.command = { command: showEntry, title: goToSource(), arguments: [entry] };
  return item;
}
