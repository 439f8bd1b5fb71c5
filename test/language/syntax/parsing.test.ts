import { describe, expect, test } from 'vitest';
import { isPlainName, reservedWords } from '../../../language/syntax/names.ts';
import { load } from '../services.ts';

/** The code and the words of each error in a text. */
async function errorsOf(text: string): Promise<string[]> {
  const { document } = await load({ 'main.hsched': text });
  const diagnostics = document('main.hsched').diagnostics ?? [];
  return diagnostics
    .filter(({ severity }) => severity === 1)
    .map(({ code, message }) => `${code}: ${message}`);
}

const m = 'machine m { cores 4 scheduler RTDS }';
/** All keywords that open nothing. */
const softWords =
  'cores clock GHz scheduler servers guarantee interface here resolution admission in hypervisor cost on type kernel latency task-switch weight cap releases aligned period budget deadline core priority extratime when-quiet wcet offset jitter bcet blocking sporadic soft misses quantum global partitioned timeslice ratelimit boost off major-frame for to start stop add remove set migrate dom0 pv pvh hvm guest idle any cycles EDF RM DM FP FIFO RR RTDS null credit ARINC653 periodic deferrable polling'.split(
    ' ',
  );

describe('legal texts', () => {
  test.each([
    'machine m { }',
    'machine m{cores 1}',
    'machine m { cores 1  scheduler EDF }',
    'machine m { clock 2.66GHz }',
    'machine m { clock 3 GHz }',
    'machine m { clock 1 GHz overheads { switch dom0->guest 84472cycles switch idle->any 1us } }',
    'machine m { clock 1 GHz overheads { switch dom0 -> guest 84472.5 cycles } }',
    'machine m\n{\ncores\n2\n}',
    'machine m { scheduler credit } domain d { cap 50% weight 5 } domain e { cap 50 }',
    'machine m { scheduler credit timeslice 30ms ratelimit 1ms boost on cores 2 }',
    'machine m { admission cost 250us in dom0 }',
    'machine m { admission in hypervisor cores 2 }',
    'machine m { scheduler ARINC653 major-frame 1s window a.v0 at 0ms for 1ms cores 1 window a.v0 at 2ms for 1ms } domain a { vcpu v0 }',
    'machine m { cores 1 } // the end',
    '/* */machine/**/m/***/{}',
    'machine "m" { } domain d on m { }',
    'machine m { } domain d on "m" { }',
    'machine "two words" { } domain d on "two words" { }',
    'machine "{ } //" { }',
    'machine "größe \u{1f600}" { }',
    'machine m_1-x { }',
    'machine _ { }',
    'machine a--b { }',
    'machine m { } domain d { vcpu v0 period 2ms..20ms budget 1 ms core 0 }',
    'machine m { } domain d { vcpu v0 period 2ms .. 20ms }',
    'machine m { } domain d { vcpu v0 budget 1ms period\n10ms\n\n deadline 9ms }',
    'machine m { } domain d { task t wcet 1µs period 1μs sporadic soft }',
    'machine m { } domain d { task t wcet 1ms period 10ms soft misses 0.5 % jitter 1ms }',
    'machine m { } domain d { scheduler RR quantum 5ms global vcpu a vcpu b }',
    'machine m { } domain d { scheduler RR global vcpu a vcpu b }',
    'machine m { clock 1 GHz } domain d { task-switch 100 cycles kernel latency 5 us type pvh }',
    'machine m { } taskset s { } domain d { run s vcpu v0 }',
    'machine m { } domain d { } scenario s { run 1s at 0ms start d at 1ms stop d }',
    'machine m { } machine n { } domain d on m { } scenario s on m { at 0ms start d at 0ms migrate d to n }',
    'machine m { } domain d { vcpu v0 } scenario s { at 0ms start d at 0ms set d.v0 period 5ms budget 1ms }',
    'machine m { } domain d { vcpu v0 } scenario s { at 0ms start d at 1ms add task t wcet 1ms period 5ms to d at 2ms remove task d.t }',
    'machine m { } domain d { vcpu v0 } scenario s { at 0ms start d at 1ms add task t wcet 1ms period 5ms to d . v0 }',
    'overheads o { switch dom0 -> guest 1us switch guest -> "guest" 2us } machine m { overheads o } domain guest { }',
    'overheads o { switch a->b 1us } machine m { } domain a { } domain b { }',
    'machine m { overheads o } overheads o { }',
    'machine __proto__ { } domain constructor on __proto__ { vcpu toString task valueOf period 1ms wcet 1us on toString }',
    'machine m { overheads { } cores 2 }',
  ])('%s', async (text) => {
    expect(await errorsOf(text)).toEqual([]);
  });

  test.each(softWords)('`%s` is a name of anything', async (word) => {
    expect(isPlainName(word)).toBe(true);
    // These four words mean kinds at the ends of a switch.
    const end = ['dom0', 'guest', 'idle', 'any'].includes(word) ? `"${word}"` : word;
    const text = `machine ${word} { scheduler ARINC653 major-frame 9ms overheads ${word}  window ${word}.${word} at 0ms for 1ms }
      overheads ${word} { switch "${word}" -> any 1us  switch any -> ${end} 5us }
      taskset ${word} { task ${word}x period 10ms wcet 1ms }
      domain ${word} on ${word} { vcpu ${word} task ${word} period 10ms wcet 1ms on ${word} run ${word} on ${word} }
      scenario ${word} on ${word} { at 0ms start ${word} at 1ms remove task ${word}.${word}
        at 2ms add task ${word} period 10ms wcet 1ms to ${word}.${word}
        at 3ms set ${word}.${word} budget 1ms at 4ms migrate ${word} to ${word} at 5ms stop ${word} }`;
    expect(await errorsOf(text)).toEqual([]);
  });

  test.each([...reservedWords])('`%s` is one in quotes, and only there', async (word) => {
    expect(isPlainName(word)).toBe(false);
    expect(
      await errorsOf(`machine "${word}" { } domain "${word}" on "${word}" { vcpu "${word}" }`),
    ).toEqual([]);
    expect(await errorsOf(`machine ${word} { }`)).not.toEqual([]);
  });
});

describe('what people are told', () => {
  test.each([
    ['machine { }', 'Expected a name after `machine`, found `{`.'],
    ['machine m', 'Expected `{` after `m`, found the end of the file.'],
    ['machine m { cores }', 'Expected a whole number, as in `cores 2` after `cores`, found `}`.'],
    ['machine m { clock 2 }', 'Expected `GHz` after `2`, found `}`.'],
    ['machine m { clock 2 MHz }', 'Expected `GHz` after `2`, found `MHz`.'],
    ['machine m { core 2 }', '`core` means nothing here in a machine. Did you mean `cores`?'],
    [
      `${m} domain d { vcpu v0 prio 5 }`,
      '`prio` means nothing here in a domain. Did you mean `priority`?',
    ],
    ['machine m { vcpu v0 }', '`vcpu` means nothing here in a machine.'],
    [
      'machine m { scheduler }',
      'Expected a scheduler of machines: `EDF`, `RM`, `DM`, `FP`, `RTDS`, `credit`, `null` or `ARINC653` after `scheduler`, found `}`.',
    ],
    [
      `${m} domain d { task t period }`,
      'Expected a time, as in `2.3ms` after `period`, found `}`.',
    ],
    [
      `${m} domain d { task t wect 1ms }`,
      '`wect` means nothing here in a domain. Did you mean `wcet`?',
    ],
    [
      `${m} domain d { type xen }`,
      'Expected `dom0`, `pv`, `pvh` or `hvm` after `type`, found `xen`.',
    ],
    [
      `${m} domain d { task task period 1ms }`,
      'Expected a name after `task`, found `task`. To use this word as a name, put it in double quotes: "task".',
    ],
    [
      `${m} domain d { vcpu 0 period 10ms }`,
      'Expected a name after `vcpu`, found `0`. To use this number as a name, put it in double quotes: "0".',
    ],
    [
      'machine 2a { cores 2 }',
      'Expected a name after `machine`, found `2a`. To use this number as a name, put it in double quotes: "2a".',
    ],
    [
      `${m} domain d { vcpu v0\n domain e { }`,
      'A `}` is missing before `domain`: a domain is still open.',
    ],
    [`${m} domain d {`, 'The file ends inside a domain: a `}` is missing.'],
    [`${m} }`, 'There is one `}` too many: no block is open here.'],
    [
      `${m} scenario s { at 5ms }`,
      'Expected an action: `start`, `stop`, `add task`, `remove task`, `set`, `migrate` or `plan` after `5ms`, found `}`.',
    ],
    [`${m} scenario s { start d }`, '`start` does not belong here in a scenario.'],
    [
      'machine m { scheduler credit boost maybe }',
      'Expected `on` or `off` after `boost`, found `maybe`.',
    ],
    ['machine constructor', 'Expected `{` after `constructor`, found the end of the file.'],
    ['machine m { } domain toString on __proto__ }', 'Expected `{` after `__proto__`, found `}`.'],
    ['import boards', 'Expected a path in double quotes after `import`, found `boards`.'],
    [
      'vcpu v0',
      '`vcpu` opens nothing: expected `import`, `overheads`, `machine`, `taskset`, `domain`, `scenario`.',
    ],
    [
      'overheads o { switch -> any 1us }',
      'Expected `dom0`, `guest`, `idle`, `any` or the name of a domain after `switch`, found `->`.',
    ],
    ['overheads o { switch any any 1us }', 'Expected `->` after `any`, found `any`.'],
  ])('%s', async (text, message) => {
    const told = (await errorsOf(text)).filter((error) => error.startsWith('syntax/'));
    expect(told[0]).toBe(`syntax/unexpected: ${message}`);
    if (message.includes('this number')) expect(told).toHaveLength(1);
  });

  test.each([
    ['domain 한글 on m { }', '`한글` cannot be a plain name: put it in double quotes.'],
    ['domain café on m { }', '`café` cannot be a plain name: put it in double quotes.'],
    ["import 'x.hsched'", 'Names and paths stand in double quotes, not in single ones.'],
    [
      'domain a- on m { }',
      'A `-` stands inside a plain name only: put the whole name in double quotes.',
    ],
  ])('%s', async (text, message) => {
    const told = (await errorsOf(`${text} ${m}`)).filter((error) => error.startsWith('syntax/'));
    expect(told[0]).toBe(`syntax/character: ${message}`);
    // The name is understood all the same: there is no other error.
    if (/[가-힣é]/.test(text)) expect(told).toHaveLength(1);
  });

  test('a name that is known elsewhere', async () => {
    const { document } = await load({
      'main.hsched':
        'machine m { } domain d on bord { vcpu v0  run controll  task t period 1ms wcet 1us on v00 }\nscenario s on far { at 0ms start e  at 1ms set e.v0 budget 1ms }\ndomain e on m { }',
      'lib/boards.hsched': 'machine board { }\nmachine far { }\ntaskset control { }',
    });
    const messages = document('main.hsched')
      .diagnostics?.filter(({ code }) => code === 'name/unknown')
      .map(({ message }) => message);
    expect(messages).toEqual([
      'There is no machine `bord`.',
      'There is no task set `controll`.',
      'There is no VCPU `v00` in `d`. Did you mean `v0`?',
      'There is no machine `far`. It is declared in lib/boards.hsched: write `import "lib/boards.hsched"`.',
      'There is no VCPU `v0` in `e`. Its one VCPU has to be written to be referred to: add `vcpu v0`.',
    ]);
  });
});
