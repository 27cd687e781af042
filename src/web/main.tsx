import "./theme.css";
import "./forcedColors.css";
import "./layout.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { readLink } from "./state/link.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
const link = await readLink(location.hash);
createRoot(root).render(
  <StrictMode>
    <App link={link} />
  </StrictMode>,
);
