import { escapeMarkup } from '../../../formats/escape-markup.ts';
import { tableTitles } from '../../../messages/page/numbers.ts';
import {
  curvesTitle,
  reportTitle,
  runOfReport,
  runTitle,
  vcpuReason,
} from '../../../messages/page/report.ts';
import { formatDuration } from '../../../messages/text/duration.ts';
import { reasonText } from '../../../messages/verdicts/reason.ts';
import { factsOf } from '../../../scheduling/facts/facts.ts';
import type { Analysis } from '../../../scheduling/model/analysis.ts';
import { cellText, numbersTables } from '../numbers/table.ts';
import type { RunChoice, RunStatistics } from '../talk/run-messages.ts';
import { vcpusByConcern } from '../why/question.ts';
import { supplyAndDemand } from '../why/supply-and-demand.ts';
import { curvesSvg } from './curves-svg.ts';

/** The results that a report needs. */
export interface Reported {
  readonly analysis: Analysis;
  readonly statistics: RunStatistics;
  readonly choice: RunChoice;
}

/**
 * A page that stands by itself: the run, the curves of every VCPU, and the tables. It loads no
 * script and nothing from elsewhere.
 */
export function report(
  name: string,
  drawing: string,
  { analysis, statistics, choice }: Reported,
): string {
  const findings = factsOf(analysis).vcpus.flatMap(({ domain, vcpu, guest: { verdict } }) =>
    verdict.kind === 'schedulable'
      ? []
      : [vcpuReason(`${domain.name}.${vcpu.name}`, reasonText(verdict.reason))],
  );
  const curves = vcpusByConcern(analysis).flatMap((vcpu) => {
    const found = supplyAndDemand(analysis, vcpu);
    return found === null
      ? []
      : [`<h3>${escapeMarkup(`${vcpu.domain}.${vcpu.vcpu}`)}</h3>${curvesSvg(found)}`];
  });
  const tables = numbersTables(analysis, statistics).map(
    ({ name, columns, rows }) => `<h2>${escapeMarkup(tableTitles[name]())}</h2>
<table><thead><tr>${columns.map(({ label }) => `<th scope="col">${escapeMarkup(label)}</th>`).join('')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${row.map((cell, at) => `<td>${escapeMarkup(cellText(cell, columns[at]))}</td>`).join('')}</tr>`).join('\n')}</tbody></table>`,
  );
  const run = runOfReport({
    scenario: choice.scenario,
    length: formatDuration(statistics.end),
    seed: statistics.seed,
  });
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeMarkup(name)}</title>
<style>
body { font: 14px sans-serif; margin: 24px; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; padding: 3px 8px; text-align: left; }
figure { margin: 12px 0; overflow-x: auto; }
</style>
</head>
<body>
<h1>${escapeMarkup(reportTitle(name, analysis.verdict))}</h1>
<p>${escapeMarkup(run)}</p>
${findings.length === 0 ? '' : `<ul>${findings.map((finding) => `<li>${escapeMarkup(finding)}</li>`).join('')}</ul>`}
<h2>${escapeMarkup(runTitle())}</h2>
<figure>${drawing}</figure>
<h2>${escapeMarkup(curvesTitle())}</h2>
${curves.join('\n')}
${tables.join('\n')}
</body>
</html>
`;
}
