/** Draws Mermaid text. Mermaid is larger than the rest of the page together, so it comes when it is first needed. */
export async function mermaidSvg(text: string): Promise<SVGSVGElement> {
  const { fontFamily } = getComputedStyle(document.body);
  // Words are measured while drawing, so their face has to be there before.
  const [{ default: mermaid }] = await Promise.all([import("mermaid"), document.fonts.load(`500 14px ${fontFamily}`)]);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    theme: "base",
    htmlLabels: false,
    fontFamily,
    themeVariables: { fontSize: "14px" },
    state: { nodeSpacing: 40, rankSpacing: 40, padding: 8, useMaxWidth: false },
  });
  const { svg } = await mermaid.render("lifecycle", text);
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (!(parsed instanceof SVGSVGElement)) throw new Error("Mermaid drew something else than an SVG");
  const { width, height } = parsed.viewBox.baseVal;
  // As large as its window, but its words no smaller than can be read, nor larger than those of the page.
  parsed.removeAttribute("width");
  parsed.removeAttribute("height");
  parsed.style.width = `min(100%, calc((100dvh - 250px) * ${width / height}))`;
  parsed.style.maxWidth = `${width}px`;
  parsed.style.minWidth = `${0.78 * width}px`;
  return document.importNode(parsed, true);
}

/** Edges carry a running number at the end of their id, in the order of the text. */
export function edgesOf(svg: SVGSVGElement): readonly SVGPathElement[] {
  const number = ({ id }: Element): number => Number(/(\d+)$/.exec(id)?.[1] ?? 0);
  return [...svg.querySelectorAll<SVGPathElement>("path.transition")].sort((a, b) => number(a) - number(b));
}
