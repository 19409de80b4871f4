/** A live picture of the camera with a circle to frame the lesion in, and a button to take it. */
import { button, el, freshId } from "../shell/dom.js";
import { t } from "../shell/i18n.js";
import { Problem } from "../assessment/problem.js";
import { cut } from "./drawing.js";
import { takeOne } from "./intake.js";

/** Opens the camera; what is taken goes the way of every picture. */
export function openCamera() {
  const heading = freshId();
  const video = /** @type {HTMLVideoElement} */ (
    el("video", { playsinline: true, muted: true, autoplay: true, "aria-label": t("camera.preview") })
  );
  video.muted = true;
  const status = el("p", { role: "status", class: "quiet" }, t("camera.starting"));
  const shutter = /** @type {HTMLButtonElement} */ (
    button(t("camera.take"), press, { class: "primary", disabled: true })
  );
  const cameras = el("div", { class: "choice" });
  const dialog = /** @type {HTMLDialogElement} */ (
    el(
      "dialog",
      { class: "dialog camera", "aria-labelledby": heading, on: { close: end } },
      el("h2", { id: heading }, t("camera.heading")),
      el("div", { class: "camera-stage" }, video, el("div", { class: "camera-ring", "aria-hidden": "true" })),
      status,
      cameras,
      el("div", { class: "row" }, shutter, button(t("dialog.cancel"), () => dialog.close())),
    )
  );
  async function press() {
    shutter.disabled = true;
    try {
      await take(video, dialog);
    } catch (failure) {
      status.textContent = failure instanceof Problem ? `${failure.title} ${t("camera.falsified")}` : t("camera.failed");
      shutter.disabled = false;
    }
  }
  // A camera that starts slowly may come after another one was chosen, or after the end.
  let turn = 0;
  function end() {
    turn += 1;
    stop(video);
    dialog.remove();
  }
  const start = async (wish) => {
    const mine = ++turn;
    stop(video);
    shutter.disabled = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
      if (mine !== turn) {
        stopTracks(stream);
        return;
      }
      video.srcObject = stream;
      await video.play();
      if (mine !== turn) {
        return;
      }
      shutter.disabled = false;
      status.textContent = t("camera.frame");
      await offerCameras(cameras, stream, start);
    } catch (failure) {
      if (mine === turn) {
        status.textContent = failure?.name === "NotAllowedError" ? t("camera.refused") : t("camera.none");
      }
    }
  };
  document.body.append(dialog);
  dialog.showModal();
  start({ facingMode: "environment", width: { ideal: 1920 }, height: { ideal: 1080 } });
}

/** The browser tells its cameras' names only after the first was allowed. */
async function offerCameras(place, stream, start) {
  const devices = (await navigator.mediaDevices.enumerateDevices()).filter((device) => device.kind === "videoinput");
  if (devices.length < 2 || place.childElementCount > 0) {
    return;
  }
  const id = freshId();
  const select = /** @type {HTMLSelectElement} */ (
    el("select", { id }, devices.map((device) => el("option", { value: device.deviceId }, device.label)))
  );
  select.value = stream.getVideoTracks()[0].getSettings().deviceId ?? "";
  select.addEventListener("change", () => start({ deviceId: { exact: select.value } }));
  place.append(el("label", { for: id }, t("camera.which")), select);
}

/** Takes the square around the circle, unless the dialogue is closed meanwhile. */
async function take(video, dialog) {
  const bitmap = await createImageBitmap(video);
  const side = Math.min(bitmap.width, bitmap.height);
  const square = { left: (bitmap.width - side) / 2, top: (bitmap.height - side) / 2, side };
  const picture = await cut(bitmap, square);
  bitmap.close();
  if (dialog.open) {
    dialog.close();
    takeOne(picture, picture.type === "image/png" ? "camera.png" : "camera.jpg");
  }
}

function stop(video) {
  stopTracks(/** @type {MediaStream|null} */ (video.srcObject));
  video.srcObject = null;
}

function stopTracks(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}
