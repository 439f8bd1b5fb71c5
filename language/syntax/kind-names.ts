/** What people call each kind of thing that has a name. */
export const kindNames: Readonly<Record<string, string>> = {
  Machine: 'machine',
  Domain: 'domain',
  Taskset: 'task set',
  Overheads: 'overheads table',
  Scenario: 'scenario',
  Vcpu: 'VCPU',
  Task: 'task',
};
