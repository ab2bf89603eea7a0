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
