// At receiving: only the papers of the chosen procedure are shown. Without this file all are, each under its name.
(() => {
  "use strict";
  const chosen = document.getElementById("id_procedure");
  const groups = [...document.querySelectorAll("[data-papers]")];
  if (!chosen || !groups.length) return;
  const show = () => {
    for (const group of groups) {
      group.hidden = group.dataset.papers !== chosen.value;
      group.disabled = group.hidden;
    }
  };
  chosen.addEventListener("change", show);
  show();
})();
