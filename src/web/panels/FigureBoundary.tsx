import { Component, type ReactNode } from "react";

interface FigureBoundaryProps {
  readonly name: string;
  readonly children: ReactNode;
}

/** A figure that fails leaves a sentence in its card, and the rest of the page alone. */
export class FigureBoundary extends Component<FigureBoundaryProps, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <p className="figureFailed" role="alert">
        {this.props.name} could not be drawn. That is our fault; the numbers above and the decisions still hold.{" "}
        <button type="button" className="link" onClick={() => this.setState({ failed: false })}>
          Try again
        </button>
      </p>
    );
  }
}
