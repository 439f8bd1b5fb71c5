import { gcd } from '../../../arithmetic/divisors.ts';
import { coefficientsOf, type LinearForm } from './linear-form.ts';

/** A vertex in homogeneous whole coordinates `[w, w·f₁, …]` with `w > 0`. */
interface Vertex {
  readonly at: readonly number[];
  /** The bits of the sides of the cell on which the vertex lies. */
  readonly sides: number;
}

const MOST_SIDES = 31;

/**
 * A full-dimensional convex set of fractions `f₁ … f_d` of a tick, by its vertices. A form whose
 * sign is not the same throughout splits the cell in two (double description, Motzkin et al. 1953,
 * in exact whole numbers).
 */
export class FractionCell {
  private readonly d: number;
  private readonly vertices: readonly Vertex[];
  private readonly count: number;
  private readonly signs = new Map<LinearForm, number>();

  private constructor(d: number, vertices: readonly Vertex[], count: number) {
    this.d = d;
    this.vertices = vertices;
    this.count = count;
  }

  /** All fractions from 0 to 1. */
  static all(d: number): FractionCell {
    const vertices = Array.from({ length: 2 ** d }, (_, corner): Vertex => {
      const bits = Array.from({ length: d }, (_, i) => (corner >> i) & 1);
      return {
        at: [1, ...bits],
        sides: bits.reduce((sides, bit, i) => sides | (1 << (2 * i + bit)), 0),
      };
    });
    return new FractionCell(d, vertices, 2 * d);
  }

  /**
   * The sign of a form inside the cell.
   *
   * @throws Undecided if it is not the same throughout, or if the form is too large to be followed.
   */
  signOf(form: LinearForm): number {
    if (form === 0) return 0;
    const known = this.signs.get(form);
    if (known !== undefined) return known;
    const coefficients = coefficientsOf(form, this.d);
    if (coefficients === null) throw new Undecided(null);
    let least = 0;
    let most = 0;
    for (const { at } of this.vertices) {
      const value = valueAt(coefficients, at);
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (least < 0 && most > 0) throw new Undecided(form);
    const sign = most > 0 ? 1 : -1;
    this.signs.set(form, sign);
    return sign;
  }

  /**
   * The whole ticks of a form, and its size: the sum of its other coefficients, negative ones
   * doubled without their sign.
   *
   * @throws Undecided if the form is too large to be followed.
   */
  partsOf(form: LinearForm): { readonly whole: number; readonly size: number } {
    const coefficients = coefficientsOf(form, this.d);
    if (coefficients === null) throw new Undecided(null);
    const [whole = 0, ...others] = coefficients;
    return { whole, size: others.reduce((sum, each) => sum + Math.max(each, -2 * each), 0) };
  }

  /** Whether a form is nowhere negative. */
  isNowhereNegative(form: LinearForm): boolean {
    const coefficients = coefficientsOf(form, this.d);
    return coefficients !== null && this.vertices.every(({ at }) => valueAt(coefficients, at) >= 0);
  }

  /** The two parts of the cell on both sides of a form that is 0 inside; `null` if too many. */
  split(form: LinearForm): readonly FractionCell[] | null {
    const coefficients = coefficientsOf(form, this.d);
    if (coefficients === null || this.count >= MOST_SIDES) return null;
    const side = 1 << this.count;
    const between: Vertex[] = [];
    const [above, below]: [Vertex[], Vertex[]] = [[], []];
    for (const vertex of this.vertices) {
      const value = valueAt(coefficients, vertex.at);
      if (value === 0) between.push({ at: vertex.at, sides: vertex.sides | side });
      else (value > 0 ? above : below).push(vertex);
    }
    for (const u of above) {
      for (const v of below) {
        if (!this.areAdjacent(u, v)) continue;
        const [up, down] = [valueAt(coefficients, u.at), -valueAt(coefficients, v.at)];
        const at = reduced(u.at.map((x, i) => down * x + up * (v.at[i] ?? 0)));
        if (!at.every(Number.isSafeInteger)) return null;
        between.push({ at, sides: (u.sides & v.sides) | side });
      }
    }
    return [above, below].map(
      (part) => new FractionCell(this.d, [...part, ...between], this.count + 1),
    );
  }

  private areAdjacent(u: Vertex, v: Vertex): boolean {
    const common = u.sides & v.sides;
    return this.vertices.every(
      (other) => other === u || other === v || (other.sides & common) !== common,
    );
  }
}

/** The form whose sign is not the same throughout a cell; `null` if no split of it would help. */
export class Undecided extends Error {
  readonly form: LinearForm | null;

  constructor(form: LinearForm | null) {
    super();
    this.form = form;
  }
}

function valueAt(coefficients: readonly number[], at: readonly number[]): number {
  let value = 0;
  for (let i = 0; i < coefficients.length; i++) value += (coefficients[i] ?? 0) * (at[i] ?? 0);
  return value;
}

function reduced(at: readonly number[]): readonly number[] {
  const common = at.reduce((a, b) => gcd(a, b));
  return common > 1 ? at.map((x) => x / common) : at;
}
