/**
 * Says at once that a chosen file is too large: sending it would take minutes and end with the same words.
 *   data-most-bytes="…", data-too-large="… %(name)s …"    on a file field
 */

function onFiles(event) {
  const field = event.target;
  if (!field.matches?.("input[type=file][data-most-bytes]")) return;
  const large = [...field.files].filter((file) => file.size > Number(field.dataset.mostBytes));
  const list = document.createElement("ul");
  list.className = "errorlist";
  list.role = "alert";
  for (const file of large) {
    const line = list.appendChild(document.createElement("li"));
    line.textContent = field.dataset.tooLarge.replace("%(name)s", file.name);
  }
  for (const old of field.parentElement.querySelectorAll(".errorlist")) old.remove();
  if (!large.length) return;
  field.before(list);
  field.value = "";
}

addEventListener("change", onFiles);
