/**
 * Boxes of one sign (data-hop): a full box sends the focus to the next one; Enter does so too, and Backspace in
 * an empty box goes back. Without it Tab does the same.
 */

function hop(field, step) {
  const boxes = [...field.form.querySelectorAll("[data-hop]")];
  const next = boxes[boxes.indexOf(field) + step];
  next?.focus();
  next?.select();
}

addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-hop]") || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key !== "Enter" && (event.key !== "Backspace" || field.value)) return;
  event.preventDefault();
  hop(field, event.key === "Enter" ? 1 : -1);
});

addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches?.("[data-hop]") && field.value.length >= field.maxLength) hop(field, 1);
});
