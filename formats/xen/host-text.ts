import { writeDuration } from '../../messages/text/duration.ts';
import { firstPool, type XenDomain, type XenHost, type XenPool, type XenVcpu } from './host.ts';
import { writeProcessorList } from './processor-list.ts';

/**
 * A host as a `.hsched` file. The pool that Xen begins with is the machine itself; every other one
 * is a pool of it, and processors without a pool are one of their own.
 */
export function writeXenHost(host: XenHost, name: string, title: string): string {
  const first = host.pools.find((pool) => pool.name === firstPool);
  const others = host.pools.filter((pool) => pool !== first);
  const lines = [`// ${title}`, `machine ${quoted(name)} {`];
  lines.push(`  cores ${host.processors}`);
  if (host.clock !== null) lines.push(`  clock ${host.clock / 1_000_000} GHz`);
  if (first !== undefined) lines.push(`  ${schedulerText(first)}  // ${printable(first.name)}`);
  for (const pool of others) {
    const list = writeProcessorList(pool.processors);
    lines.push(`  pool ${quoted(pool.name)} { cores ${list}  ${schedulerText(pool)} }`);
  }
  // Without Xen's first pool, the processors that are left are the machine's own.
  if (host.free.length > 0 && first !== undefined)
    lines.push(`  pool ${quoted(unusedName(host))} { cores ${writeProcessorList(host.free)} }`);
  lines.push('}');
  for (const pool of host.pools) {
    const place = pool === first ? quoted(name) : `${quoted(name)}.${quoted(pool.name)}`;
    for (const domain of pool.domains) lines.push('', ...domainLines(domain, place));
  }
  return `${lines.join('\n')}\n`;
}

/** A name that no pool of the host has, for the processors that belong to none. */
function unusedName({ pools }: XenHost): string {
  let name = 'free';
  while (pools.some((pool) => pool.name === name)) name += '_';
  return name;
}

function schedulerText({ scheduler, timeslice, ratelimit }: XenPool): string {
  const parts = [`scheduler ${scheduler}`];
  if (timeslice !== null) parts.push(`timeslice ${timeslice}ms`);
  if (ratelimit !== null) parts.push(`ratelimit ${writeDuration(ratelimit * 1000)}`);
  return parts.join(' ');
}

function domainLines(domain: XenDomain, place: string): readonly string[] {
  const lines = [`domain ${quoted(domain.name)} on ${place} {`, `  type ${domain.type}`];
  if (domain.weight !== null) lines.push(`  weight ${domain.weight}`);
  if (domain.cap !== null) lines.push(`  cap ${domain.cap}`);
  domain.vcpus.forEach((vcpu, index) => {
    lines.push(`  vcpu v${index}${vcpuText(vcpu)}`);
  });
  return [...lines, '}'];
}

function vcpuText({ reservation, processor }: XenVcpu): string {
  const parts: string[] = [];
  if (reservation !== null) {
    parts.push(`period ${writeDuration(reservation.period * 1000)}`);
    parts.push(`budget ${writeDuration(reservation.budget * 1000)}`);
    if (reservation.extratime) parts.push('extratime');
  }
  if (processor !== null) parts.push(`core ${processor}`);
  return parts.map((part) => `  ${part}`).join('');
}

/** A name in double quotes, which any name may stand in. */
function quoted(name: string): string {
  return `"${printable(name)}"`;
}

/** Names hold neither quotes nor line ends, and nothing that a terminal would act on. */
function printable(name: string): string {
  return [...name]
    .map((each) => (each < ' ' || each === '"' || each === '\u007f' ? '_' : each))
    .join('');
}
