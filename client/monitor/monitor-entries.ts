import {
  asks,
  asksAbout,
  differences,
  found,
  isPaused,
  notWritten,
  reservation,
  reservedShare,
  takenOf,
  weightOf,
  writtenAs,
} from '../../messages/client/monitor.ts';
import { coreNumbers } from '../../messages/text/core-numbers.ts';
import { formatDuration } from '../../messages/text/duration.ts';
import { percent } from '../../messages/text/percent.ts';
import { type CpuHistory, historyKey } from './cpu-history.ts';
import type {
  ReportedDomain,
  ReportedPlace,
  ReportedPool,
  ReportedVcpu,
  SeenHost,
} from './host-report.ts';
import { sparkline } from './sparkline.ts';

/** One row of the view. */
export interface MonitorEntry {
  readonly id: string;
  readonly label: string;
  /** The gray words behind the label. */
  readonly description: string;
  /** The same for a screen reader, without pictures made of letters. */
  readonly aloud: string;
  readonly icon: EntryIcon;
  readonly tooltip?: string;
  readonly place: ReportedPlace;
  readonly open: boolean;
  readonly children: readonly MonitorEntry[];
}

export type EntryIcon =
  | 'pool'
  | 'domain'
  | 'same'
  | 'drift'
  | 'unwritten'
  | 'group'
  | 'error'
  | 'command';

type Bare = Pick<MonitorEntry, 'id' | 'label' | 'icon'> & Partial<MonitorEntry>;

function entry(given: Bare): MonitorEntry {
  const description = given.description ?? '';
  const aloud = [given.label, description].filter((part) => part !== '').join(', ');
  return { description, aloud, place: null, open: true, children: [], ...given };
}

/** The rows for what is on the host: pools first, then what differs, then what was asked. */
export function monitorEntries(
  host: SeenHost,
  history: CpuHistory,
  isHeldAgainst: boolean,
): readonly MonitorEntry[] {
  const { pools, drift, findings, commands } = host;
  const told = (name: string, label: string, rows: readonly MonitorEntry[]) =>
    rows.length === 0
      ? []
      : [entry({ id: name, label, icon: 'group', description: `${rows.length}`, children: rows })];
  return [
    ...pools.map((pool) => poolEntry(pool, host, history, isHeldAgainst)),
    ...told(
      'differences',
      differences(),
      drift.map(({ message, place }, at) =>
        entry({ id: `drift ${at}`, label: message, icon: 'drift', tooltip: message, place }),
      ),
    ),
    ...told(
      'found',
      found(),
      findings.map(({ message, place, severity }, at) =>
        entry({
          id: `finding ${at}`,
          label: message,
          icon: severity === 'error' ? 'error' : 'drift',
          tooltip: message,
          place,
        }),
      ),
    ),
    entry({
      id: 'asks',
      label: asks(),
      icon: 'group',
      tooltip: asksAbout(),
      open: false,
      children: commands.map((command) =>
        entry({ id: `asks ${command}`, label: command, icon: 'command' }),
      ),
    }),
  ];
}

function poolEntry(
  { name, scheduler, processors, domains }: ReportedPool,
  host: SeenHost,
  history: CpuHistory,
  isHeldAgainst: boolean,
): MonitorEntry {
  return entry({
    id: `pool ${name}`,
    label: name,
    icon: 'pool',
    description: `${scheduler} · ${coreNumbers(processors)}`,
    children: domains.map((domain) =>
      domainEntry(domain, `pool ${name}`, host, history, isHeldAgainst),
    ),
  });
}

function domainEntry(
  domain: ReportedDomain,
  above: string,
  host: SeenHost,
  history: CpuHistory,
  isHeldAgainst: boolean,
): MonitorEntry {
  const { name, written, paused, weight, vcpus } = domain;
  const id = `${above} ${name}`;
  const isUnwritten = isHeldAgainst && written === null;
  const own = host.drift.filter(
    ({ element }) => element.kind === 'domain' && element.domain === written,
  );
  return entry({
    id,
    label: name,
    icon: isUnwritten ? 'unwritten' : own.length > 0 ? 'drift' : 'domain',
    description: [
      ...(isUnwritten ? [notWritten()] : []),
      ...(paused === true ? [isPaused()] : []),
      ...(weight === null ? [] : [weightOf(String(weight))]),
    ].join(' · '),
    ...tooltipOf(own),
    children: vcpus.map((vcpu, index) => vcpuEntry(vcpu, index, id, domain, host, history)),
  });
}

function vcpuEntry(
  vcpu: ReportedVcpu,
  index: number,
  above: string,
  { id, written: domain }: ReportedDomain,
  { drift }: SeenHost,
  history: CpuHistory,
): MonitorEntry {
  const { name, period, budget, share, written, place } = vcpu;
  const own = drift.filter(
    ({ element }) => element.kind === 'vcpu' && element.domain === domain && element.vcpu === name,
  );
  const isReserved = period !== null && budget !== null;
  const reserved = isReserved ? percent(budget / period) : null;
  const load = [
    ...(share === null
      ? []
      : [reserved === null ? percent(share) : takenOf(percent(share), reserved)]),
    ...(share === null && reserved !== null ? [reservedShare(reserved)] : []),
  ];
  const asThere = isReserved ? [reservation(formatDuration(budget), formatDuration(period))] : [];
  const asWritten =
    own.length > 0 && written?.budget != null && written.period != null
      ? [writtenAs(formatDuration(written.budget), formatDuration(written.period))]
      : [];
  const line = sparkline(history.get(historyKey(id, index)) ?? []);
  return entry({
    id: `${above} ${index}`,
    label: name,
    icon: own.length > 0 ? 'drift' : 'same',
    description: [[...load, line].join(' ').trim(), ...asThere, ...asWritten]
      .filter((part) => part !== '')
      .join(' · '),
    aloud: [name, ...load, ...asThere, ...asWritten].join(', '),
    ...tooltipOf(own),
    place,
  });
}

function tooltipOf(drift: SeenHost['drift']): { readonly tooltip?: string } {
  return drift.length === 0 ? {} : { tooltip: drift.map(({ message }) => message).join('\n') };
}
