import type { TestUsed } from '../model/analysis.ts';
import { type GuestOrder, guestOrder } from '../model/guest-policies.ts';
import type { GuestPolicy } from '../model/model.ts';

/** The test of one VCPU's tasks under a policy. */
export function guestTest(policy: GuestPolicy, kind: TestUsed['kind']): TestUsed {
  const { name, reference } = tests[guestOrder(policy)];
  return { name, kind, reference };
}

const responseTimes = {
  name: 'response-time analysis on bounded supply',
  reference:
    'Joseph & Pandya 1986; Lehoczky 1990; Audsley et al. 1993; Tindell 1994; Davis & Burns, RTSS 2005; Shin & Lee, ACM TECS 7(3), 2008',
};

const tests: Readonly<Record<GuestOrder, Omit<TestUsed, 'kind'>>> = {
  'absolute-deadline': {
    name: 'processor demand against bounded supply',
    reference:
      'Baruah, Rosier & Howell 1990; Zhang & Burns 2009 (QPA); Shin & Lee, ACM TECS 7(3), 2008; Easwaran, Anand & Lee, RTSS 2007',
  },
  period: responseTimes,
  deadline: responseTimes,
  priority: responseTimes,
  turns: {
    name: 'response-time analysis on bounded supply, every task charged to every other',
    reference: 'Joseph & Pandya 1986; Lehoczky 1990; Tindell 1994; Davis & Burns, RTSS 2005',
  },
};

/** Where no supply is sure there is nothing to test. */
export const noTest: TestUsed = {
  name: 'none: no supply is guaranteed',
  kind: 'sufficient',
  reference: 'a guarantee needs a bounded supply: Mok, Feng & Chen 2001; Shin & Lee 2008',
};

/** The test of tasks that run on several VCPUs. */
export function globalTest(kind: TestUsed['kind']): TestUsed {
  return {
    name:
      kind === 'necessary'
        ? 'demand against the supply of all VCPUs'
        : 'interference against parallel supply',
    kind,
    reference:
      kind === 'necessary'
        ? 'Baruah, Rosier & Howell 1990; Shin & Lee, ACM TECS 7(3), 2008'
        : 'Bini, Bertogna & Baruah, RTSS 2009; Bertogna, Cirinei & Lipari 2005/2009; Goossens, Funk & Baruah 2003',
  };
}
