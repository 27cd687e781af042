import { useState } from "react";
import type { LinkContent } from "./state/link.ts";
import { Playback } from "./state/playbackContext.ts";
import { Workbench } from "./Workbench.tsx";

const prefersStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The page for one link. Another link in the address bar starts it anew. */
export function App({ link }: { readonly link: LinkContent }) {
  const [input] = useState(() => ({ document: link.document, playhead: link.playhead, motion: !prefersStillness() }));
  return (
    <Playback.Provider options={{ input }}>
      <Workbench notes={link.notes} />
    </Playback.Provider>
  );
}
