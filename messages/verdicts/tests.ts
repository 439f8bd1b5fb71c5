import { t } from '@vscode/l10n';
import type { TestName, TestUsed } from '../../scheduling/model/analysis.ts';

interface TestWords {
  readonly name: (policy: string) => string;
  /** Authors and year, which are the same in every language. */
  readonly reference: string;
}

const tests = {
  'guest-demand': {
    name: () => t('processor demand against bounded supply'),
    reference:
      'Baruah, Rosier & Howell 1990; Zhang & Burns 2009 (QPA); Shin & Lee, ACM TECS 7(3), 2008; Easwaran, Anand & Lee, RTSS 2007',
  },
  'guest-responses': {
    name: () => t('response-time analysis on bounded supply'),
    reference:
      'Joseph & Pandya 1986; Lehoczky 1990; Audsley et al. 1993; Tindell 1994; Davis & Burns, RTSS 2005; Shin & Lee, ACM TECS 7(3), 2008',
  },
  'guest-responses-in-turns': {
    name: () => t('response-time analysis on bounded supply, every task charged to every other'),
    reference: 'Joseph & Pandya 1986; Lehoczky 1990; Tindell 1994; Davis & Burns, RTSS 2005',
  },
  'no-supply': {
    name: () => t('none: no supply is guaranteed'),
    reference: 'a guarantee needs a bounded supply: Mok, Feng & Chen 2001; Shin & Lee 2008',
  },
  'joint-demand': {
    name: () => t('demand against the supply of all VCPUs'),
    reference: 'Baruah, Rosier & Howell 1990; Shin & Lee, ACM TECS 7(3), 2008',
  },
  'joint-run': {
    name: () => t('a run with all tasks released together'),
    reference: 'Goossens, Funk & Baruah 2003',
  },
  'aligned-run': {
    name: () => t('the run in step with the major frame'),
    reference: 'Leung & Merrill 1980; Baruah, Howell & Rosier 1990',
  },
  interference: {
    name: () => t('interference against parallel supply'),
    reference:
      'Bini, Bertogna & Baruah, RTSS 2009; Bertogna, Cirinei & Lipari 2005/2009; Goossens, Funk & Baruah 2003',
  },
  'static-windows': {
    name: () => t('static windows against demand'),
    reference: 'Mok, Feng & Chen, RTAS 2001',
  },
  'no-guarantee': {
    name: () => t('none: no guarantee exists'),
    reference: 'Xen, credit schedulers',
  },
  'own-cores': { name: () => t('a core for each VCPU'), reference: 'Xen, null scheduler' },
  'long-run': {
    name: () => t('net budgets against all cores in the long run'),
    reference: 'Goossens, Funk & Baruah 2003',
  },
  'long-run-tasks': {
    name: () => t('hard tasks against all cores in the long run'),
    reference: 'Goossens, Funk & Baruah 2003',
  },
  'global-run': {
    name: () => t('a run with all VCPUs begun together'),
    reference: 'Goossens, Funk & Baruah 2003',
  },
  'held-back': {
    name: () => t('a run in which guests hold back their budgets'),
    reference: 'Ghazalie & Baker 1995; Strosnider, Lehoczky & Sha 1995; McNaughton 1959',
  },
  phases: {
    name: () => t('a search for phases at which a VCPU misses'),
    reference: 'Goossens, Funk & Baruah 2003',
  },
  placements: {
    name: () => t('a run that misses in each placement'),
    reference: 'Ghazalie & Baker 1995; Strosnider, Lehoczky & Sha 1995',
  },
  'global-responses': {
    name: (policy) => t('global {policy} response times', { policy }),
    reference: 'Bertogna & Cirinei 2007; Guan et al. 2009',
  },
  'global-edf-carry-in': {
    name: () => t('global EDF demand with limited carry-in'),
    reference: 'Baruah 2007',
  },
  'every-run': {
    name: () => t('all states of all runs, in every phasing'),
    reference: 'Baker & Cirinei 2007; Bonifaci & Marchetti-Spaccamela 2012; Ha & Liu 1994',
  },
  'global-edf-windows': {
    name: () => t('global EDF window test'),
    reference: 'Bertogna, Cirinei & Lipari 2005',
  },
  'global-priority-windows': {
    name: (policy) => t('global {policy} window test', { policy }),
    reference: 'Bertogna, Cirinei & Lipari 2009',
  },
  'global-edf-density': {
    name: () => t('global EDF density test'),
    reference: 'Goossens, Funk & Baruah 2003; Bertogna, Cirinei & Lipari 2005',
  },
  'core-demand': {
    name: () => t('EDF demand bound (QPA)'),
    reference: 'Baruah, Rosier & Howell 1990; Zhang & Burns 2009',
  },
  'core-demand-net': {
    name: () => t('EDF demand bound (QPA) of net budgets'),
    reference: 'Baruah, Rosier & Howell 1990; Zhang & Burns 2009',
  },
  'core-demand-carried': {
    name: () => t('EDF with deferrable servers, demand carried into each deadline'),
    reference: 'Ghazalie & Baker 1995; Strosnider, Lehoczky & Sha 1995',
  },
  'core-responses': {
    name: (policy) => t('{policy} response times', { policy }),
    reference: 'Joseph & Pandya 1986; Audsley et al. 1993',
  },
  'core-responses-net': {
    name: (policy) => t('{policy} response times of net budgets', { policy }),
    reference: 'Joseph & Pandya 1986; Audsley et al. 1993',
  },
  'core-responses-carried': {
    name: (policy) => t('{policy} response times with deferrable servers', { policy }),
    reference: 'Strosnider, Lehoczky & Sha 1995; Davis & Burns, RTSS 2005',
  },
} satisfies Readonly<Record<TestName, TestWords>>;

/** The name of a test. */
export function testName({ name, policy }: TestUsed): string {
  return tests[name].name(policy ?? '');
}

/** The publication of a test. */
export function testReference({ name }: TestUsed): string {
  return referenceOf(name);
}

export function referenceOf(name: TestName): string {
  return tests[name].reference;
}

const conditions = {
  exact: () => t('exact'),
  sufficient: () => t('sufficient'),
  necessary: () => t('necessary'),
} satisfies Readonly<Record<TestUsed['kind'], () => string>>;

/** The kind of condition of a test. */
export function conditionWord({ kind }: Pick<TestUsed, 'kind'>): string {
  return conditions[kind]();
}
