
"use strict";

/* Text without accents, capitals and ligatures, so that words are found however they are written. */
const folded = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[’ʼ]/g, "'")
    .replace(/\s+/g, " ");

const labelsOf = (element, name) => (element.dataset[name] || "").split("|").filter(Boolean);

/* The headings of a part over items alone, each with all that stands under it. */
function groupsIn(part) {
  const level = (element) => (/^H[1-6]$/.test(element.tagName) ? Number(element.tagName[1]) : 7);
  const groups = [];
  for (const heading of part.querySelectorAll("h2, h3, h4")) {
    const under = [];
    let next = heading.nextElementSibling;
    while (next && level(next) > level(heading) && next.tagName !== "FOOTER") {
      under.push(next);
      next = next.nextElementSibling;
    }
    const items = under.flatMap((element) => [...element.querySelectorAll(".item")]);
    const other = under.some((element) => element.matches("figure, .scroll") && !element.querySelector(".item"));
    if (items.length && !other) groups.push({ elements: [heading, ...under], items });
  }
  return groups;
}

/* Show the filter of a part, and keep what is shown, the count and the address in step with it. */
function startFilter(template) {
  const part = template.closest(".part");
  const panel = template.content.firstElementChild.cloneNode(true);
  const form = panel.querySelector("form");
  const found = panel.querySelector(".found");
  const fields = [...form.querySelectorAll("[name]")];
  const selects = fields.filter((field) => field.dataset.labels);
  const items = [...part.querySelectorAll(".item")];
  const texts = new Map(items.map((item) => [item, folded(item.textContent)]));
  const groups = groupsIn(part);
  const order = new Intl.Collator(part.lang, { numeric: true });
  const key = (field) => `${field.name}-${part.lang}`;
  let pause;

  for (const select of selects) {
    const labels = new Set(items.flatMap((item) => labelsOf(item, select.dataset.labels)));
    select.append(...[...labels].sort(order.compare).map((label) => new Option(label, label)));
    select.parentElement.hidden = labels.size < 2;
  }

  const fits = (item) =>
    selects.every((select) => !select.value || labelsOf(item, select.dataset.labels).includes(select.value)) &&
    folded(form.elements.words.value).split(" ").every((word) => texts.get(item).includes(word));

  function hide() {
    for (const item of items) item.hidden = !fits(item);
    const empty = (group) => group.items.every((item) => item.hidden);
    for (const group of groups) for (const element of group.elements) element.hidden = false;
    for (const group of groups.filter(empty)) for (const element of group.elements) element.hidden = true;
    for (const link of part.querySelectorAll("nav a")) {
      link.parentElement.hidden = Boolean(document.getElementById(link.hash.slice(1))?.hidden);
    }
  }

  function announce() {
    const shown = items.filter((item) => !item.hidden).length;
    const narrowed = fields.map((field) => field.value.trim()).filter(Boolean);
    const message = found.dataset.message.replace("{shown}", shown).replace("{all}", items.length);
    found.textContent = [message, ...narrowed].join(" · ");
    panel.classList.toggle("narrowed", narrowed.length > 0);
  }

  function keep() {
    const address = new URL(location);
    for (const field of fields) {
      if (field.value.trim()) address.searchParams.set(key(field), field.value.trim());
      else address.searchParams.delete(key(field));
    }
    history.replaceState(null, "", address);
  }

  function update() {
    hide();
    clearTimeout(pause);
    pause = setTimeout(() => {
      announce();
      keep();
    }, 200);
  }

  for (const field of fields) {
    const value = new URL(location).searchParams.get(key(field)) || "";
    if (!field.options || [...field.options].some((option) => option.value === value)) field.value = value;
  }
  form.addEventListener("input", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(update));
  template.replaceWith(panel);
  hide();
  announce();
}

/* A link to an item that a filter hides shows all of the part again. */
function showTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target?.closest("[hidden]")) return;
  target.closest(".part").querySelector(".filter form").reset();
  setTimeout(() => target.scrollIntoView());
}

/* A table or drawing that fits is nothing to stop at. */
function watchScrolling() {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const names = target.scrollWidth > target.clientWidth ? target.stop : {};
      for (const name in target.stop) {
        if (name in names) target.setAttribute(name, names[name]);
        else target.removeAttribute(name);
      }
    }
  });
  for (const element of document.querySelectorAll(".scroll")) {
    element.stop = { role: "group", tabindex: "0", "aria-label": element.getAttribute("aria-label") };
    observer.observe(element);
  }
}

document.querySelectorAll(".side template").forEach(startFilter);
if (matchMedia("(max-width: 61.99rem)").matches) {
  for (const panel of document.querySelectorAll(".panel:not(.narrowed)")) panel.open = false;
}
watchScrolling();
addEventListener("hashchange", showTarget);
showTarget();
