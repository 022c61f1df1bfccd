/* Mark the paragraph that is spoken, and play from a paragraph when its time is pressed. The page works without. */

const frame = document.querySelector(".recording");
const player = frame.querySelector("video, audio, iframe");
const times = Object.entries(JSON.parse(document.getElementById("paragraph-times").textContent))
  .map(([number, start]) => [document.getElementById(`p${number}`), start])
  .filter(([paragraph]) => paragraph);
let current = null;

function follow(second) {
  const spoken = times.filter(([, start]) => start <= second + 0.2).at(-1)?.[0] ?? null;
  if (spoken === current) return;
  current?.removeAttribute("aria-current");
  spoken?.setAttribute("aria-current", "true");
  current = spoken;
}

function seek(second) {
  if (player.tagName !== "IFRAME") {
    player.currentTime = second;
    player.play();
    return;
  }
  post({ event: "command", func: "seekTo", args: [second, true] });
  post({ method: "setCurrentTime", value: second });
}

/* YouTube and Vimeo report the second in messages; each ignores messages in the format of the other. */
function post(message) {
  player.contentWindow.postMessage(JSON.stringify(message), frame.dataset.origin);
}

function listen() {
  post({ event: "listening" });
  post({ method: "addEventListener", value: "timeupdate" });
}

function received(event) {
  if (event.origin !== frame.dataset.origin || event.source !== player.contentWindow) return;
  const message = parsed(event.data);
  const second = message?.info?.currentTime ?? message?.data?.seconds;
  if (typeof second === "number") follow(second);
}

function parsed(data) {
  try {
    return typeof data === "string" ? JSON.parse(data) : data;
  } catch {
    return null;
  }
}

if (player.tagName === "IFRAME") {
  window.addEventListener("message", received);
  // The player may have loaded before this script; the page has loaded only after it.
  if (document.readyState === "complete") listen();
  else window.addEventListener("load", listen);
} else {
  player.addEventListener("timeupdate", () => follow(player.currentTime));
}
for (const [paragraph, start] of times) {
  const button = document.createElement("button");
  button.className = "time";
  button.textContent = clock(Math.floor(start));
  button.setAttribute("aria-label", frame.dataset.play.replace("0:00", button.textContent));
  button.addEventListener("click", () => seek(start));
  paragraph.lastElementChild.before(button);
}

function clock(second) {
  const [hours, minutes, seconds] = [second / 3600, (second / 60) % 60, second % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}
