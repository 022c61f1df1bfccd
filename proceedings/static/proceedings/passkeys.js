// A form that says data-passkey is sent with what the visitor's device answers. Where there are no passkeys it stays
// hidden. data-passkey may name where the question comes from; else it stands in the form.

const numbered = /^[\d.]+$|:/.test(location.hostname);
const possible = !numbered && window.PublicKeyCredential?.parseRequestOptionsFromJSON;

async function question(form) {
  const address = form.dataset.passkey;
  if (!address) return JSON.parse(form.querySelector("script").textContent);
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  return response.json();
}

async function answer(form) {
  const { creation_options: made, request_options: asked } = await question(form);
  if (asked) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  const alone = form.elements.passwordless.checked;
  const selection = { ...made.publicKey.authenticatorSelection, requireResidentKey: alone };
  selection.residentKey = alone ? "required" : "discouraged";
  if (alone) selection.userVerification = "required";
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
    ...made.publicKey,
    authenticatorSelection: selection,
  });
  return navigator.credentials.create({ publicKey });
}

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const problem = form.querySelector("[role=alert][hidden]");
  try {
    form.elements.credential.value = JSON.stringify(await answer(form));
  } catch {
    problem?.removeAttribute("hidden");
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !possible;
  form.addEventListener("submit", send);
}
for (const text of document.querySelectorAll("[data-without-passkeys]")) text.hidden = Boolean(possible);
