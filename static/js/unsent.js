// What waits on this device is offered to its writer; nothing is sent, nothing overwritten unasked.
// Fetched by app.js only when something waits.

const DAYS = 30;
const h1 = document.querySelector("h1");

function show(sheet, name, place = h1) {
  const part = sheet.content.querySelector(`[data-part=${name}]`);
  return part && place.parentNode.insertBefore(part.cloneNode(true), place);
}

function date(box, { at }) {
  const style = { dateStyle: "long", timeStyle: "short" };
  box.querySelector("b").textContent = at.toLocaleString(document.documentElement.lang, style);
}

function fill(field, values) {
  if (/^[cr]/.test(field.type)) field.checked = values.includes(field.value);
  else field.value = values[0];
  const fold = field.closest("details");
  if (fold) fold.open = true;
}

// Only the server's own day counts: the clock of a phone may be years off.
export async function offer(drafts, tools) {
  const { user, day } = tools.sheet.dataset;
  for (const draft of drafts.sort((some, other) => other.at - some.at)) {
    if (day - draft.day > DAYS) await tools.erase(draft.id);
    else if (draft.user === user) await unseal(draft, tools);
  }
}

async function unseal(draft, tools) {
  const plain = await tools.cipher("decrypt", draft.iv, draft.sealed).catch(() => null);
  if (!plain) return; // sealed under an earlier key of the server
  tools.unsent.add(draft.id);
  const [path, title, words] = JSON.parse(new TextDecoder().decode(plain));
  if (path === location.pathname) await offerHere(draft, words, tools);
  else point(draft, path, title, tools);
}

// A line on the home pages that leads to the page where the text was typed.
function point(draft, path, title, { sheet }) {
  const line = show(sheet, "waits");
  if (!line) return;
  const link = line.querySelector("a");
  link.href = path;
  link.textContent = title.split(" – ")[0];
  date(line, draft);
}

async function offerHere(draft, words, tools) {
  const { sheet, forms, fields, read, store } = tools;
  const names = Object.keys(words);
  const form = forms.find((form) => fields(form).some(({ name }) => name in words));
  const now = form ? read(form) : {};
  if (names.every((name) => String(now[name]) === String(words[name]))) {
    return takeOver(draft, form, tools);
  }
  if (!form && draft.op === sheet.dataset.shown) {
    // The page asks what to do with a form it received: its answer decides about the draft.
    const asked = document.querySelector("main [name=op_id]");
    return asked && store((all) => all.put({ ...draft, op: asked.value.slice(0, 8) }));
  }
  const box = show(sheet, "offer", form);
  const [resume, forget] = box.querySelectorAll("button");
  const found = form ? fields(form).filter(({ name }) => name in words) : [];
  const done = async () => {
    await tools.erase(draft.id);
    box.remove();
  };
  date(box, draft);
  const sentences = Object.values(words).flat().filter((word) => /\s/.test(word));
  box.querySelector(".typed").textContent = sentences.join("\n\n");
  if (!form) resume.remove();
  forget.onclick = done;
  resume.onclick = async () => {
    for (const field of found) fill(field, words[field.name]);
    found[0].focus();
    resume.remove();
    await tools.write(form);
    if (names.every((name) => name in now)) await done(); // else the rest can still be read here
  };
}

// The page shows the same words already: they are recorded, were refused, or the browser
// brought them back. Where they are not recorded they are kept under the form's new number.
async function takeOver(draft, form, { forms, first, write, erase }) {
  const [arrival] = performance.getEntriesByType("navigation");
  if (arrival.type !== "navigate") first[forms.indexOf(form)] = {};
  await write(form);
  await erase(draft.id);
}

export function leave(out, { sheet, unsent, erase }) {
  const box = document.querySelector("main [data-part=leave]") || show(sheet, "leave");
  const [keep, forget] = box.querySelectorAll("button");
  keep.onclick = () => out.submit();
  forget.onclick = () => Promise.all([...unsent].map(erase)).finally(keep.onclick);
  keep.focus();
}
