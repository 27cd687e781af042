/** Line icons on a 16-unit grid. They never carry meaning alone: a label or a name stands beside them. */
const paths = {
  play: "M5 3.2v9.6L13 8z",
  pause: "M4 3h3v10H4zM9 3h3v10H9z",
  previous: "M10.5 3.5 6 8l4.5 4.5M4 3.5v9",
  next: "M5.5 3.5 10 8l-4.5 4.5M12 3.5v9",
  undo: "M6 3 3 6l3 3M3.4 6H10a3.4 3.4 0 0 1 0 6.8H7",
  redo: "m10 3 3 3-3 3M12.6 6H6a3.4 3.4 0 0 0 0 6.8h3",
  sun: "M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8 13 13M3 13l1.2-1.2M11.8 4.2 13 3",
  moon: "M13 9.6A5.6 5.6 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6z",
  keyboard: "M1.8 4h12.4v8H1.8zM4 6.5h.01M6.6 6.5h.01M9.2 6.5h.01M12 6.5h.01M5 9.6h6",
  close: "m4 4 8 8M12 4l-8 8",
  link: "M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.2-2.2a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.4 8.9a2.6 2.6 0 0 0 3.7 3.7l1-1",
  file: "M4 1.8h5L12.2 5v9.2H4zM9 1.8V5h3.2",
  dice: "M3 3h10v10H3zM6 6h.01M10 10h.01M10 6h.01M6 10h.01",
  panel: "M2 3h12v10H2zM2 9.5h12",
} as const;

export type IconName = keyof typeof paths;
const solid: ReadonlySet<IconName> = new Set<IconName>(["play", "pause"]);

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  const filled = solid.has(name);
  return (
    <svg
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
      fill={filled ? "currentColor" : "none"}
      stroke={filled ? "none" : "currentColor"}
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}
