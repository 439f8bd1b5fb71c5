import { longestLine } from './bounds.ts';
import { readConfig } from './config.ts';
import { readInfoLine } from './info.ts';
import { domainOf, nothingRead, type XenReading, xenScheduler } from './reading.ts';
import { readPoolLine, type Standing, tables } from './tables.ts';

/** A saved output of `xl`, several of them one after the other, or a configuration file. */
export interface XenText {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads what outputs and configuration files of Xen tell about one host, in any order. A line that
 * is not understood is noted and skipped; a text of which nothing is understood is noted as a
 * whole.
 */
export function readXen(texts: readonly XenText[]): XenReading {
  const reading = nothingRead();
  // Running domains are told by outputs; what a file asks for only adds what they leave out.
  const configs: XenText[] = [];
  for (const each of texts) {
    if (looksPrinted(each.text)) readPrinted(each, reading);
    else configs.push(each);
  }
  for (const each of configs) {
    if (!readConfig(each.text, reading))
      reading.notes.push({ kind: 'file-not-read', file: each.file });
  }
  return reading;
}

function looksPrinted(text: string): boolean {
  return text.split('\n').some((line) => {
    const known = heads.has(wordsOf(line.slice(0, longestLine)));
    return known || /^(?:\$ |Cpupool |nr_cpus\s*:|cpu_mhz\s*:)/.test(line);
  });
}

const heads = new Map(tables.map((table) => [table.head, table]));

function wordsOf(line: string): string {
  return line.trim().split(/\s+/).join('|');
}

function readPrinted({ file, text }: XenText, reading: XenReading): void {
  const standing: Standing = { pool: null, scheduler: null };
  let table: (typeof tables)[number] | null = null;
  let read = 0;
  text.split('\n').forEach((whole, index) => {
    const line = whole.slice(0, longestLine).trimEnd();
    const place = { file, line: index + 1 };
    if (line === '' || line.startsWith('$ ')) {
      table = null;
      if (line !== '') standing.pool = null;
      const command = /^\$ xl sched-(\w+)/.exec(line)?.[1];
      if (line !== '') standing.scheduler = command === undefined ? null : xenScheduler(command);
      return;
    }
    const ended = /^\[exit (\d+)\]$/.exec(line)?.[1];
    if (ended !== undefined) {
      if (ended !== '0') reading.notes.push({ kind: 'command-failed', ...place });
      table = null;
      return;
    }
    if (readPoolLine(line, reading, standing)) {
      read++;
      return;
    }
    const begun = headOf(line);
    if (begun !== null) {
      table = begun;
      read++;
      if (begun.note !== undefined) reading.notes.push({ kind: begun.note, ...place });
      return;
    }
    const groups = table?.row.exec(line)?.slice(1);
    if (table !== null && groups !== undefined && table.take(groups, reading, standing)) {
      nameById(table, groups, reading);
      return;
    }
    if (readInfoLine(line, reading)) {
      table = null;
      read++;
      return;
    }
    reading.notes.push({ kind: 'line-not-read', ...place });
  });
  if (read === 0) reading.notes.push({ kind: 'file-not-read', file });
}

/** The table that a line begins. `xl list -v` adds columns that are not needed. */
function headOf(line: string): (typeof tables)[number] | null {
  const head = wordsOf(line);
  const exact = heads.get(head);
  if (exact !== undefined) return exact;
  const plain = 'Name|ID|Mem|VCPUs|State|Time(s)';
  return head.startsWith(`${plain}|UUID`) ? (heads.get(plain) ?? null) : null;
}

/** Keeps the number of a domain, which is the second column of every table of domains. */
function nameById(
  { head }: { readonly head: string },
  [name = '', id]: readonly string[],
  reading: XenReading,
): void {
  if (head.startsWith('Name|ID|') && id !== undefined) domainOf(reading, name).id = Number(id);
}
