// Lines that can be read off year by year: by pointer, by touch, or with the arrow keys on the slider under them.
// The finished picture is there without this; Vega's script is fetched when a reader asks, and interprets what it evaluates.
"use strict";
for (const box of document.querySelectorAll(".lively")) {
  const button = box.querySelector("button");
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    button.textContent = "Loading …";
    try {
      const [spec] = await Promise.all([fetch(box.dataset.vega).then((answer) => answer.json()), load(box.dataset.script)]);
      await show(box, spec);
      button.parentElement.remove();
    } catch {
      button.textContent = "It cannot be loaded; the table has the same values";
    }
  });
}

function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", done);
    script.addEventListener("error", failed);
    document.head.append(script);
  });
}

async function show(box, spec) {
  const rows = spec.data.find((data) => data.name === "rows").values;
  const years = rows.map((row) => row.year);
  const live = element("div", "live"), label = element("label", "yearly"), slider = element("input"), told = element("ul", "told");
  Object.assign(slider, { type: "range", min: Math.min(...years), max: Math.max(...years), step: 1 });
  label.append("Year", slider);
  told.setAttribute("aria-live", "polite");
  box.append(live, label, told);
  box.classList.add("is-live");
  const width = () => Math.max(box.clientWidth - spec.padding.left - spec.padding.right, 120);
  const names = spec.scales.find((scale) => scale.name === "tone").domain;
  spec.width = width();
  const { view } = await vegaEmbed(live, spec, { mode: "vega", ast: true, actions: false, defaultStyle: false, renderer: "canvas", tooltip: () => {} });
  const paint = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["ink", "quiet", "line"]) view.signal(name, style.getPropertyValue(`--${name}`).trim());
    view.signal("tones", names.map((_, i) => tone(box, i))).runAsync();
  };
  const tell = (year) => {
    slider.value = year;
    slider.setAttribute("aria-valuetext", year);
    const now = rows.filter((row) => row.year === year).sort((a, b) => b.value - a.value);
    told.replaceChildren(element("li", "year", year), ...now.map((row) => line(row, names.indexOf(row.name), spec.usermeta.scale)));
  };
  view.addSignalListener("year", (_, year) => tell(year));
  slider.addEventListener("input", () => view.signal("year", Number(slider.value)).runAsync());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new ResizeObserver(() => view.width(width()).runAsync()).observe(box);
  paint();
  tell(view.signal("year"));
  slider.focus();
}

function line(row, i, scale) {
  const written = (value) => scale === "percent" ? `${Math.round(100 * value)}%` : `${scale === "signed" && value > 0 ? "+" : ""}${value.toFixed(2)}`.replace("-", "−");
  const item = element("li", `l-${i % 6}`), name = element("b", "", row.name);
  item.append(name, ` ${written(row.value)} `, element("span", "quiet", `${written(row.low)} to ${written(row.high)}${row.n ? `, n = ${row.n.toLocaleString("en")}` : ""}`));
  return item;
}

function tone(box, i) {
  const probe = element("i", `l-${i % 6}`);
  box.append(probe);
  const colour = getComputedStyle(probe).getPropertyValue("--tone").trim();
  probe.remove();
  return colour;
}

function element(tag, css = "", words = "") {
  const made = document.createElement(tag);
  made.className = css;
  made.textContent = words;
  return made;
}
