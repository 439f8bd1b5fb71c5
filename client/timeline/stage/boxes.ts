/** In CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * How large elements are. To ask an element lays the page out, at every change of it; whoever is
 * told by the browser has it for nothing. `changed` is called once an element has another size.
 */
export class Boxes {
  readonly #sizes = new Map<Element, Size>();
  readonly #observer: ResizeObserver;

  constructor(changed: () => void) {
    this.#observer = new ResizeObserver((entries) => {
      const others = entries.filter(({ target }) => this.#measure(target));
      if (others.length > 0) changed();
    });
  }

  of(element: Element): Size {
    const known = this.#sizes.get(element);
    if (known !== undefined) return known;
    this.#measure(element);
    this.#observer.observe(element);
    return this.#sizes.get(element) ?? { width: 0, height: 0 };
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  /** Whether the size is another than it was. */
  #measure(element: Element): boolean {
    const { clientWidth: width, clientHeight: height } = element;
    const known = this.#sizes.get(element);
    this.#sizes.set(element, { width, height });
    return known?.width !== width || known.height !== height;
  }
}
