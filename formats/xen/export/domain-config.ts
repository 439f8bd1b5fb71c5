import { beginsBlock, guestTemplate } from '../../../messages/formats/xen-export/config.ts';
import { checksum } from '../../sealed.ts';
import type { PlannedDomain, PlannedPool } from './plan.ts';
import { configString } from './quote.ts';

const begin = '# hypersched begin ';
const end = '# hypersched end';

/** The part of an `xl.cfg` that is the person's own. */
export interface OwnPart {
  readonly kernel?: string;
  /** In MiB. */
  readonly memory?: number;
}

/** The result for a file that is there already; `edited` if someone changed the marked block. */
export type MergedConfig =
  | { readonly kind: 'merged'; readonly text: string }
  | { readonly kind: 'edited' };

/**
 * The `xl.cfg` of a domain: what is the person's own, then a marked block, which is written anew by
 * each export. Where a key is assigned twice, `xl` takes the last value.
 */
export function domainConfig(
  domain: PlannedDomain,
  pool: PlannedPool,
  before: string | null,
  own: OwnPart,
): MergedConfig {
  const kept = before === null ? template(domain, own) : ownPart(before);
  if (kept === null) return { kind: 'edited' };
  const lines = blockLines(domain, pool);
  const body = lines.map((line) => `${line}\n`).join('');
  const gap = kept === '' || kept.endsWith('\n') ? '' : '\n';
  const text = `${kept}${gap}${begin}${checksum(body)}: ${beginsBlock()}\n${body}${end}\n`;
  return { kind: 'merged', text };
}

/** The text without the marked block; `null` if the block was changed. */
function ownPart(text: string): string | null {
  const at = text.search(new RegExp(`^${begin}`, 'm'));
  if (at < 0) return text;
  const [, sum, body, after = ''] =
    /^# hypersched begin ([\da-f]{8})[^\n]*\n([\s\S]*?)^# hypersched end[^\n]*\n?([\s\S]*)$/m.exec(
      text.slice(at),
    ) ?? [];
  if (sum === undefined || body === undefined || checksum(body) !== sum) return null;
  return text.slice(0, at) + after;
}

function template({ name }: PlannedDomain, { kernel, memory }: OwnPart): string {
  return [
    ...guestTemplate(name).map((line) => `# ${line}`),
    kernel === undefined ? '#kernel = "/boot/…"' : `kernel = ${configString(kernel)}`,
    memory === undefined ? '#memory = 256' : `memory = ${memory}`,
    '#disk = [ "…" ]',
    '',
    '',
  ].join('\n');
}

function blockLines(domain: PlannedDomain, pool: PlannedPool): readonly string[] {
  const { name, type, vcpus, share, uuid } = domain;
  const lines = [
    `name = ${configString(name)}`,
    `type = "${type}"`,
    `vcpus = ${vcpus.length}`,
    `pool = ${configString(pool.name)}`,
  ];
  if (uuid !== null) lines.push(`uuid = "${uuid}"`);
  if (share !== null) lines.push(`cpu_weight = ${share.weight}`, `cap = ${share.cap}`);
  const cores = vcpus.map(({ core }) => core);
  if (cores.some((core) => core !== null))
    lines.push(`cpus = [ ${cores.map((core) => `"${core ?? 'all'}"`).join(', ')} ]`);
  return lines;
}
