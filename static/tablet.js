/**
 * The tablet at the exit: whoever walks away leaves the start to the next one.
 *
 * <main data-again="address" data-after="seconds">: opens the address when nothing was touched for so long. With
 * data-touched it waits for the first touch, so that a tablet nobody uses asks the server for nothing.
 */

const { again, after, touched } = document.querySelector("[data-again]").dataset;
let timer;

function wait() {
  clearTimeout(timer);
  timer = setTimeout(() => location.replace(again), Number(after) * 1000);
}

if (touched === undefined) wait();
for (const sign of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(sign, wait, { passive: true });
