// Small comforts: nothing here is needed to use a page.
"use strict";
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim().replace(/\s+/g, " "));
    const told = button.textContent;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = told; }, 1500);
  });
}
for (const form of document.querySelectorAll("form[data-filter]")) {
  const rows = [...document.querySelectorAll(`#${form.dataset.filter} [data-name]`)];
  const whole = rows.length;
  const show = () => {
    const choice = form.elements.choice.value, bloc = form.elements.bloc?.value, part = form.elements.q.value.trim().toLowerCase();
    let n = 0;
    for (const row of rows) {
      const fits = (!choice || row.dataset.choice === choice) && (!bloc || row.dataset.blocs.split(" ").includes(bloc)) && row.dataset.name.includes(part);
      row.hidden = !fits;
      n += fits;
    }
    form.querySelector("output").textContent = `${n} of ${whole}`;
    const told = new URLSearchParams(location.search);
    for (const name of ["choice", "bloc", "q"]) {
      const value = form.elements[name]?.value.trim();
      if (value) told.set(name, value); else told.delete(name);
    }
    history.replaceState(null, "", `${location.pathname}${told.size ? `?${told}` : ""}${location.hash}`);
  };
  const asked = new URLSearchParams(location.search);
  if (!["choice", "bloc", "q"].some((name) => asked.get(name))) {
    form.addEventListener("input", show);
    form.addEventListener("submit", (event) => { event.preventDefault(); show(); });
  }
}
