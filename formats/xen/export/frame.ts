import type { WrongFrame, XenProblem } from '../../../messages/formats/xen-export/problem.ts';
import type { CompletedDomain, CompletedMachine } from '../../../scheduling/model/completed.ts';
import { frameOf } from '../../../scheduling/model/policies.ts';
import { checksum } from '../../sealed.ts';
import type { FrameEntry, PlannedFrame } from './plan.ts';

/** The most entries that Xen takes: `ARINC653_MAX_DOMAINS_PER_SCHEDULE` in its `sysctl.h`. */
const mostEntries = 64;

/** Dom0 has this UUID, and no other domain. */
const dom0Uuid = '00000000-0000-0000-0000-000000000000';
/** No domain has this UUID, so that its entries are idle time. */
export const nobody = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** A domain's UUID, which is the same in each export (RFC 9562, version 8). */
export function uuidOf(
  host: string,
  { name, type }: Pick<CompletedDomain, 'name' | 'type'>,
): string {
  if (type === 'dom0') return dom0Uuid;
  const digits = [1, 2, 3, 4].map((part) => checksum(`${part} ${host} ${name}`)).join('');
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/.exec(digits) ?? [];
  return `${a}-${b}-8${c}-8${d}-${e}`;
}

/** The schedule of a machine's windows; `null` if its policy has none. */
export function plannedFrame(machine: CompletedMachine): PlannedFrame | null {
  const frame = frameOf(machine.policy);
  if (frame === null) return null;
  const uuids = new Map(
    machine.domains.map((domain) => [domain.name, uuidOf(machine.host, domain)] as const),
  );
  const entries: FrameEntry[] = [];
  let end = 0;
  const add = (uuid: string, runtime: number): void => {
    const last = entries.at(-1);
    if (last?.uuid === uuid)
      entries[entries.length - 1] = { uuid, runtime: last.runtime + runtime };
    else entries.push({ uuid, runtime });
  };
  for (const { domain, at, length } of frame.windows.toSorted((a, b) => a.at - b.at)) {
    if (at > end) add(nobody, at - end);
    add(uuids.get(domain) ?? nobody, length);
    end = at + length;
  }
  return { majorFrame: frame.majorFrame, entries };
}

/** A device tree can say no windows, and gives no domain the UUID by which they would name it. */
export function framesAtBoot(machines: readonly CompletedMachine[]): readonly XenProblem[] {
  return machines.flatMap((machine): XenProblem[] => {
    if (frameOf(machine.policy) === null) return [];
    const { name } = machine;
    const element = { kind: 'machine', machine: name } as const;
    return [{ kind: 'frame', name, why: 'boot', entries: 0, element }];
  });
}

/** The windows that Xen cannot be told. */
export function frameProblems(machines: readonly CompletedMachine[]): readonly XenProblem[] {
  const framed = machines.filter(({ policy }) => frameOf(policy) !== null);
  return framed.flatMap((machine, index): XenProblem[] => {
    const element = { kind: 'machine', machine: machine.name } as const;
    const frame = frameOf(machine.policy);
    const entries = plannedFrame(machine)?.entries.length ?? 0;
    const found: readonly (readonly [WrongFrame, boolean])[] = [
      ['second', index > 0],
      ['cores', machine.cores.length > 1],
      ['plans', (frame?.plans ?? []).length > 0],
      ['entries', entries > mostEntries],
      ['empty', entries === 0],
    ];
    const problem = (why: WrongFrame, name: string, at: XenProblem['element']): XenProblem => ({
      ...{ kind: 'frame', name, why, entries, element: at },
    });
    return [
      ...found.flatMap(([why, is]) => (is ? [problem(why, machine.name, element)] : [])),
      ...machine.domains.flatMap((domain) => {
        const own = { kind: 'domain', domain: domain.name } as const;
        const windows = frame?.windows.filter((window) => window.domain === domain.name) ?? [];
        return [
          ...(domain.vcpus.length > 1 ? [problem('vcpus', domain.name, own)] : []),
          ...(domain.type === 'dom0' && windows.length === 0
            ? [problem('dom0', domain.name, own)]
            : []),
        ];
      }),
    ];
  });
}
