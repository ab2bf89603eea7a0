// Courtesies only: every page works without this file.

function focusErrors(box) {
  box.tabIndex = -1;
  box.focus();
  box.addEventListener("blur", () => box.removeAttribute("tabindex"), { once: true });
}

// A second tap on a slow line is answered by the server anyway; this only spares the wait.
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.consultSent) event.preventDefault();
  form.dataset.consultSent = "1";
  setTimeout(() => delete form.dataset.consultSent, 8000);
}

document.querySelectorAll("[data-consult-errors]").forEach(focusErrors);
document.addEventListener("submit", sendOnce);
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.consultSent;
});

// Unsent text stays on this device, sealed for its writer: docs/decisions/0006-unsent-text.md
const sheet = document.getElementById("unsent");
if (sheet) keepUnsent(sheet.dataset);

function keepUnsent({ user, key, day, received, shown, more }) {
  const forms = [...document.forms].filter(
    (form) => form.op_id && fields(form)[0] && !form.querySelector("[type=password]"),
  );
  const first = forms.map((form) => (shown ? {} : read(form)));
  const visit = Math.random();
  const unsent = new Set();
  let queue = Promise.resolve();
  let again = performance.getEntriesByType("navigation")[0].type !== "navigate";
  let timer;

  function fields(form) {
    return [...form].filter(({ name, type }) => name && /^(text|tel|sel|che|rad)/.test(type));
  }

  function read(form) {
    const words = {};
    const data = new FormData(form);
    for (const { name } of fields(form)) words[name] = data.getAll(name);
    return words;
  }

  // Opened anew each time: phones close connections. "strict" survives a power cut.
  function store(act) {
    return new Promise((done, fail) => {
      const opening = indexedDB.open("consult");
      opening.onupgradeneeded = () => opening.result.createObjectStore("unsent", { keyPath: "id" });
      opening.onerror = fail;
      opening.onsuccess = () => {
        const work = opening.result.transaction("unsent", "readwrite", { durability: "strict" });
        const answer = act(work.objectStore("unsent"));
        work.oncomplete = () => done(answer.result, opening.result.close());
        work.onabort = fail;
      };
    });
  }

  async function cipher(way, iv, data) {
    const bytes = Uint8Array.from(atob(key), (sign) => sign.charCodeAt());
    const secret = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, [way]);
    return crypto.subtle[way]({ name: "AES-GCM", iv }, secret, data);
  }

  function erase(id) {
    unsent.delete(id);
    return store((all) => all.delete(id));
  }

  async function write(form) {
    const place = forms.indexOf(form);
    const words = read(form);
    for (const name in words) if (words[name] + "" === first[place][name] + "") delete words[name];
    const id = visit + place;
    if (!Object.keys(words).length) return erase(id);
    const text = JSON.stringify([location.pathname, document.title, words]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await cipher("encrypt", iv, new TextEncoder().encode(text));
    const op = form.op_id.value.slice(0, 8);
    await store((all) => all.put({ id, user, op, again, day, at: new Date(), iv, sealed }));
    unsent.add(id);
  }

  function keep() {
    timer = clearTimeout(timer);
    for (const form of forms) {
      queue = queue.then(() => write(form)).catch(() => (document.getElementById("unkept").hidden = false));
    }
  }

  // What is rarely needed has its own file.
  async function rest(name, about) {
    const tools = { sheet, forms, first, unsent, fields, read, store, cipher, erase, write };
    return (await import(more))[name](about, tools);
  }

  async function look() {
    const drafts = [];
    for (const draft of await store((all) => all.getAll())) {
      if (draft.user === user && !draft.again && received.includes(draft.op)) await erase(draft.id);
      else drafts.push(draft);
    }
    if (drafts[0]) await rest("offer", drafts);
  }

  addEventListener("input", ({ target }) => {
    if (forms.includes(target.form)) timer = timer || setTimeout(keep, 400);
  });
  addEventListener("submit", (event) => {
    again = false;
    keep();
    if (event.target.id !== "leave" || !unsent.size) return;
    event.preventDefault();
    rest("leave", event.target).catch(() => event.target.submit());
  });
  addEventListener("pageshow", (event) => (again = again || event.persisted));
  for (const name of ["pagehide", "visibilitychange"]) addEventListener(name, () => timer && keep());
  look().catch(() => {});
}
