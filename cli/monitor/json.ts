import { nameOnHost } from '../../formats/xen/drift/pairing.ts';
import { hostOf } from '../../formats/xen/host.ts';
import { foundThere, pollProblem } from '../../messages/command/monitor.ts';
import { findingText } from '../../messages/findings/finding.ts';
import { xenNoteText } from '../../messages/formats/xen.ts';
import { driftText } from '../../messages/formats/xen-drift.ts';
import { findings } from '../../scheduling/findings/findings.ts';
import type { Element } from '../../scheduling/model/element.ts';
import type { Place } from '../check/diagnostic.ts';
import { placeOf } from '../check/text-diagnostics.ts';
import { fileFixOf } from './file-fix.ts';
import { pollCommands } from './poll-script.ts';
import type { HostReport } from './report.ts';
import type { WrittenSystem } from './written-file.ts';

/** The version, raised when a key changes its meaning or is removed. New keys do not raise it. */
const version = 1;

/** A report as one line of JSON: times in ns, but for `at`, which is in ms since 1970. */
export function hostReportJson(report: HostReport): string {
  const head = { version, at: report.at, commands: pollCommands };
  if (report.kind === 'lost')
    return JSON.stringify({ ...head, connected: false, problem: pollProblem(report.problem) });
  const { reading, written, drift, analysis } = report;
  const system = written?.kind === 'system' ? written.system : null;
  const described = hostOf(reading);
  const notes = [...reading.notes, ...(described?.notes ?? [])]
    .filter(({ kind }) => kind !== 'line-not-read' && kind !== 'command-failed')
    .map(xenNoteText);
  return JSON.stringify({
    ...head,
    connected: true,
    problem: null,
    file: written?.kind === 'refused' ? { compared: false, why: written.why } : null,
    pools: (described?.host.pools ?? []).map(({ name, scheduler, processors, domains }) => ({
      name,
      scheduler,
      processors,
      domains: domains.map((domain) => domainJson(domain.name, report, system)),
    })),
    drift: drift.map((found) => ({
      kind: found.drift.kind,
      message: driftText(found.drift),
      element: found.element,
      place: placeIn(system, found.element, found.attribute),
      fix: system === null ? null : fileFixOf(found, system, reading),
      command: found.command ?? null,
    })),
    verdict: analysis?.verdict ?? null,
    findings: (analysis === null ? [] : findings(analysis))
      .filter(({ severity }) => severity === 'error' || severity === 'warning')
      .map((finding) => ({
        code: finding.code,
        severity: finding.severity,
        message: foundThere(findingText(finding)),
        element: finding.element,
        place: placeIn(system, finding.element, finding.attribute),
      })),
    notes,
  });
}

function domainJson(
  name: string,
  { reading, shares }: Extract<HostReport, { kind: 'seen' }>,
  system: WrittenSystem | null,
): object {
  const seen = reading.domains.get(name);
  const written = system?.completed.machines
    .flatMap(({ domains }) => domains)
    .find((domain) => nameOnHost(domain, reading) === name);
  const { id = null, paused = null, vcpus = 0, weight = null, cap = null } = seen ?? {};
  return {
    name,
    written: written?.name ?? null,
    ...{ id, paused, weight, cap },
    vcpus: Array.from({ length: vcpus }, (_, index) => {
      const as = written?.vcpus[index];
      const there = seen?.reservations.get(index);
      return {
        name: as?.name ?? `v${index}`,
        period: there === undefined ? null : there.period * 1000,
        budget: there === undefined ? null : there.budget * 1000,
        extratime: there?.extratime ?? null,
        written: as === undefined ? null : { period: as.period, budget: as.budget },
        processor: seen?.places.get(index) ?? null,
        seconds: seen?.seconds.get(index) ?? null,
        share: rounded(shares.of(id, index)),
        place:
          as === undefined || written === undefined
            ? null
            : placeIn(system, { kind: 'vcpu', domain: written.name, vcpu: as.name }, undefined),
      };
    }),
  };
}

/** The place of an attribute of an element, else of its name; `null` where it is not written. */
export function placeIn(
  system: WrittenSystem | null,
  element: Element,
  attribute: string | undefined,
): Place | null {
  if (system === null) return null;
  const { places, nameOf } = system.loaded;
  const found = places.find(element);
  const place =
    (attribute === undefined ? undefined : found?.attribute(attribute)?.whole) ?? found?.name;
  return place === undefined ? null : placeOf(nameOf(place.uri), place.range);
}

function rounded(share: number | null): number | null {
  return share === null ? null : Math.round(share * 10_000) / 10_000;
}
