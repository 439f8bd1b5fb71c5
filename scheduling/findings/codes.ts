/** What the analysis can find, each with the title of the page that explains it. */
export const FINDING_CODES = {
  'guest-unschedulable': 'A task can miss its deadline on its VCPU',
  'core-unschedulable': 'The VCPUs of a core do not fit on it',
  'machine-unschedulable': 'A machine cannot serve its VCPUs',
  'not-proven': 'Neither proven nor refuted',
  'credit-no-guarantee': 'The credit scheduler guarantees nothing',
  'soft-can-miss': 'A soft task can miss its deadline',
  'budget-oversized': 'A budget is far above what is needed',
  'vcpu-gets-nothing': 'A VCPU has neither tasks nor a budget',
  'scenario-refused': 'A step of a scenario is refused',
  'scenario-without-effect': 'A step of a scenario has nothing to act on',
} as const;

export type FindingCode = keyof typeof FINDING_CODES;
