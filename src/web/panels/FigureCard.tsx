import { type ReactNode, useId } from "react";
import { FigureBoundary } from "./FigureBoundary.tsx";

interface FigureCardProps {
  readonly title: string;
  readonly about: string;
  readonly className: string;
  /** A button in the corner of the card. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

export function FigureCard({ title, about, className, action, children }: FigureCardProps) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <h2 id={id}>
        {title} <em title={about}>{about}</em>
      </h2>
      {action}
      <div className="body">
        <FigureBoundary name={title}>{children}</FigureBoundary>
      </div>
    </section>
  );
}
