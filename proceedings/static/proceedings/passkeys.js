// Submits a form with data-passkey together with the credential from the visitor's device. The value of data-passkey is
// the address of the WebAuthn options; if it is empty, they are in a <script> of the form. Without support for passkeys
// the form stays hidden.

// Browsers offer no passkeys for IP addresses.
const isIpAddress = /^[\d.]+$|:/.test(location.hostname);
const isSupported = !isIpAddress && window.PublicKeyCredential?.parseRequestOptionsFromJSON;

async function options(form) {
  const address = form.dataset.passkey;
  if (!address) return JSON.parse(form.querySelector("script").textContent);
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  return response.json();
}

async function credential(form) {
  const { creation_options: creation, request_options: request } = await options(form);
  if (request) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(request.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  const passwordless = form.elements.passwordless.checked;
  const selection = { ...creation.publicKey.authenticatorSelection, requireResidentKey: passwordless };
  selection.residentKey = passwordless ? "required" : "discouraged";
  if (passwordless) selection.userVerification = "required";
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON({
    ...creation.publicKey,
    authenticatorSelection: selection,
  });
  return navigator.credentials.create({ publicKey });
}

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const problem = form.querySelector("[role=alert][hidden]");
  try {
    form.elements.credential.value = JSON.stringify(await credential(form));
  } catch {
    problem?.removeAttribute("hidden");
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !isSupported;
  form.addEventListener("submit", submit);
}
for (const text of document.querySelectorAll("[data-without-passkeys]")) text.hidden = Boolean(isSupported);
