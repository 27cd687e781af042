const fontSize = 20;

const drawn = new Map<string, Promise<SVGSVGElement>>();

async function draw(text: string, id: string): Promise<SVGSVGElement> {
  // Mermaid is larger than the rest of the page together, so it comes when it is first needed.
  const { fontFamily } = getComputedStyle(document.body);
  // Words are measured while drawing, so their face has to be there before.
  const [{ default: mermaid }] = await Promise.all([
    import("mermaid"),
    document.fonts.load(`500 ${fontSize}px ${fontFamily}`),
  ]);
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    theme: "base",
    htmlLabels: false,
    fontFamily,
    themeVariables: { fontSize: `${fontSize}px` },
    // The picture is scaled to its card: tight spacing leaves the most room for words.
    state: { nodeSpacing: 12, rankSpacing: 11, padding: 1 },
  });
  const { svg } = await mermaid.render(id, text);
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  if (!(parsed instanceof SVGSVGElement)) throw new Error("Mermaid drew something else than an SVG");
  return parsed;
}

/** A Mermaid diagram as a new SVG element, drawn once for each text. */
export async function mermaidSvg(text: string): Promise<SVGSVGElement> {
  const known = drawn.get(text) ?? draw(text, `lifecycle${drawn.size}`);
  drawn.set(text, known);
  return document.importNode(await known, true);
}

/** Scales to the space around it, but never to words larger than those of the page. */
export function scaleToFit(svg: SVGSVGElement, largest: number): void {
  const { width, height } = svg.viewBox.baseVal;
  svg.setAttribute("width", "100%");
  svg.setAttribute("height", "100%");
  svg.style.maxWidth = `${(width * largest) / fontSize}px`;
  svg.style.maxHeight = `${(height * largest) / fontSize}px`;
}
