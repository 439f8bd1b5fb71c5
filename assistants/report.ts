/** The parts of `hypersched check --format json` that tools read; docs/schemas/ has all of them. */
export interface CheckReport {
  readonly verdict: string;
  readonly machines: readonly object[];
  readonly domains: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly vcpus: readonly CheckedVcpu[];
    readonly tasks: readonly { readonly verdict: string }[];
  }[];
  readonly diagnostics: readonly { readonly severity: string }[];
}

interface CheckedVcpu {
  readonly name: string;
  readonly period: number | null;
  readonly budget: number | null;
  readonly minBudget: number | null;
  readonly grossBudget: number | null;
  readonly verdict: string;
  readonly witness: object | null;
}

/** The report without what is proven, and with the first diagnostics only. */
export function failingParts(report: CheckReport): object {
  const isFailing = ({ verdict }: { readonly verdict: string }): boolean =>
    verdict !== 'schedulable';
  return {
    ...report,
    leftOut: 'VCPUs and tasks that are schedulable, and diagnostics after the first 100',
    domains: report.domains.filter(isFailing).map((domain) => ({
      ...domain,
      vcpus: domain.vcpus.filter(isFailing),
      tasks: domain.tasks.filter(isFailing),
    })),
    diagnostics: report.diagnostics.slice(0, 100),
  };
}
