import { useState } from "react";
import { ShadowProvider } from "./judges/ShadowProvider.tsx";
import type { LinkContent } from "./state/link.ts";
import { Playback } from "./state/playbackContext.ts";
import { Workbench } from "./Workbench.tsx";

const prefersStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The page for one link. Another link in the address bar starts it anew. */
export function App({ link }: { readonly link: LinkContent }) {
  const [input] = useState(() => ({ ...link, motion: !prefersStillness() }));
  return (
    <Playback.Provider options={{ input }}>
      <ShadowProvider>
        <Workbench notes={link.notes} />
      </ShadowProvider>
    </Playback.Provider>
  );
}
