// A form with data-passkey is submitted with a credential from the visitor's device. It stays hidden where passkeys are
// not supported. The WebAuthn options come from the URL in data-passkey, or from a script element in the form.

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
