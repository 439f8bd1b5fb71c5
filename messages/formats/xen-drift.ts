import { t } from '@vscode/l10n';
import type { PolicyKind } from '../../scheduling/model/policies.ts';
import { type Sayings, say } from '../say.ts';
import { coreNumbers } from '../text/core-numbers.ts';
import { formatDuration } from '../text/duration.ts';

/** A difference between a file and the host that it describes. Times are in ns. */
export type Drift =
  /** A domain of the file that is not on the host. */
  | { readonly kind: 'domain-missing'; readonly domain: string }
  /** A domain of the host that the file does not name. */
  | { readonly kind: 'domain-not-written'; readonly domain: string }
  | { readonly kind: 'paused'; readonly domain: string }
  | ({ readonly kind: 'vcpus'; readonly domain: string } & Differs<number>)
  | ({ readonly kind: 'pool'; readonly domain: string } & Differs<string>)
  | ({ readonly kind: 'weight' | 'cap'; readonly domain: string } & Differs<number>)
  | ({ readonly kind: 'scheduler'; readonly pool: string } & Differs<PolicyKind>)
  | ({ readonly kind: 'cores'; readonly pool: string } & Differs<readonly number[]>)
  | ({ readonly kind: 'period'; readonly vcpu: string } & Differs<number>)
  /** `xen` is the budget that Xen needs for it, with the switches that Xen charges. */
  | ({ readonly kind: 'budget'; readonly vcpu: string; readonly xen: number } & Differs<number>)
  | ({ readonly kind: 'extratime'; readonly vcpu: string } & Differs<boolean>)
  | ({ readonly kind: 'core'; readonly vcpu: string } & Differs<number>)
  /** The processors that the VCPU may run on. */
  | ({ readonly kind: 'affinity'; readonly vcpu: string } & Differs<readonly number[]>);

interface Differs<Value> {
  readonly written: Value;
  readonly there: Value;
}

const drifts: Sayings<Drift> = {
  'domain-missing': ({ domain }) => t('{domain} is not on the host.', { domain }),
  'domain-not-written': ({ domain }) =>
    t('The host also runs {domain}, which is not written here.', { domain }),
  paused: ({ domain }) => t('{domain} is paused on the host: nothing of it runs.', { domain }),
  vcpus: ({ domain, written, there }) =>
    t('VCPUs of {domain} on the host: {there}; written: {written}.', { domain, there, written }),
  pool: ({ domain, written, there }) =>
    t('{domain} is in the pool {there} of the host; {written} is written.', {
      domain,
      there,
      written,
    }),
  weight: ({ domain, written, there }) =>
    t('{domain} has the weight {there} on the host; {written} is written.', {
      domain,
      there,
      written,
    }),
  cap: ({ domain, written, there }) =>
    t('{domain} has the cap {there} on the host, where 0 is none; {written} is written.', {
      domain,
      there,
      written,
    }),
  scheduler: ({ pool, written, there }) =>
    t('The pool {pool} of the host is under {there}; {written} is written.', {
      pool,
      there,
      written,
    }),
  cores: ({ pool, written, there }) =>
    t('The pool {pool} of the host has {there}; what is written is {written}.', {
      pool,
      there: coreNumbers(there),
      written: coreNumbers(written),
    }),
  period: ({ vcpu, written, there }) =>
    t('{vcpu} has a period of {there} on the host; {written} is written.', {
      vcpu,
      there: formatDuration(there),
      written: formatDuration(written),
    }),
  budget: ({ vcpu, written, there, xen }) =>
    xen === written
      ? t('{vcpu} has a budget of {there} on the host; {written} is written.', {
          vcpu,
          there: formatDuration(there),
          written: formatDuration(written),
        })
      : t(
          '{vcpu} has a budget of {there} on the host; {written} is written, for which Xen needs {xen}.',
          {
            vcpu,
            there: formatDuration(there),
            written: formatDuration(written),
            xen: formatDuration(xen),
          },
        ),
  extratime: ({ vcpu, there }) =>
    there
      ? t('{vcpu} has extratime on the host, which is not written.', { vcpu })
      : t('{vcpu} has no extratime on the host, which is written.', { vcpu }),
  core: ({ vcpu, written, there }) =>
    t('{vcpu} has the processor {there} on the host; {written} is written.', {
      vcpu,
      there,
      written,
    }),
  affinity: ({ vcpu, written, there }) =>
    t('{vcpu} may run on {there} of the host only; what is written lets it run on {written}.', {
      vcpu,
      there: coreNumbers(there),
      written: coreNumbers(written),
    }),
};

/** A difference as a sentence. */
export function driftText(drift: Drift): string {
  return say(drifts, drift);
}
