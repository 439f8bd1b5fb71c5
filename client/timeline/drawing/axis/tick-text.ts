const units = [
  { name: 's', ns: 1e9, digits: 9 },
  { name: 'ms', ns: 1e6, digits: 6 },
  { name: 'µs', ns: 1e3, digits: 3 },
  { name: 'ns', ns: 1, digits: 0 },
] as const;

/**
 * The exact text of a tick. All ticks of one axis share the unit that suits their distance `step`.
 */
export function tickText(ns: number, step: number): string {
  const unit = units.find(({ ns: size }) => step * 10 >= size) ?? units[3];
  const whole = Math.floor(ns / unit.ns);
  const rest = Math.round(ns - whole * unit.ns);
  const decimals =
    rest === 0 ? '' : `.${String(rest).padStart(unit.digits, '0').replace(/0+$/, '')}`;
  return `${whole}${decimals} ${unit.name}`;
}
