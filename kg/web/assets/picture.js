// Offers a picture as PNG: the SVG that lies beside the page, painted on a canvas at twice its size. No script, no
// button: the SVG itself can be downloaded without one.
"use strict";

for (const part of document.querySelectorAll(".png")) {
  const button = part.querySelector("button");
  const status = part.querySelector("[role=status]");
  part.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await save(button.dataset.png);
      status.textContent = "";
    } catch {
      status.textContent = "This browser cannot paint the picture; take the SVG.";
    } finally {
      button.disabled = false;
    }
  });
}

async function save(address) {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * image.naturalWidth;
  canvas.height = 2 * image.naturalHeight;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  if (!blob) throw new Error("empty");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = address.replace(/\.svg$/, ".png");
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
