import { type ReactNode, useId } from "react";
import { FigureBoundary } from "./FigureBoundary.tsx";

interface FigureCardProps {
  readonly title: string;
  readonly about: string;
  readonly className: string;
  readonly children: ReactNode;
}

export function FigureCard({ title, about, className, children }: FigureCardProps) {
  const id = useId();
  return (
    <section className={`card ${className}`} aria-labelledby={id}>
      <h2 id={id}>
        {title} <em>{about}</em>
      </h2>
      <div className="body">
        <FigureBoundary name={title}>{children}</FigureBoundary>
      </div>
    </section>
  );
}
