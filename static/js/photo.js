// A large photo is made small before it leaves; the page works without this file.
async function shrink({ target: input }) {
  const file = input.files[0];
  if (!file || file.size < 120_000) return;
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = picture.width * scale;
  canvas.height = picture.height * scale;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.7));
  if (small.size > file.size || input.files[0] !== file) return;
  const box = new DataTransfer();
  box.items.add(new File([small], file.name.replace(/\.\w+$/, ".jpg"), { type: small.type }));
  input.files = box.files;
}

for (const input of document.querySelectorAll("[data-consult-photo]")) {
  input.addEventListener("change", (event) => shrink(event).catch(() => {}));
}
