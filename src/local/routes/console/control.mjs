// Calls the control route with the token that was in the address of the page or that the user entered.

const KEY = "control-token";
const byId = (id) => document.getElementById(id);
const currentToken = () => sessionStorage.getItem(KEY) ?? "";

/** Moves the token from the address, and therefore from the browser's history, to the storage of the tab. */
function takeToken() {
  if (location.hash.length < 2) {
    return;
  }
  sessionStorage.setItem(KEY, location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}

/** Errors appear at the top of the page. */
export async function control(method, path, input) {
  const token = currentToken();
  const response = await fetch(`/_control${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(input !== undefined && { body: JSON.stringify(input) }),
  });
  const answer = await response.json();
  byId("status").textContent = response.ok ? "" : answer.message;
  // A response to an earlier token says nothing about the current one.
  if (response.status === 401 && token === currentToken() && !byId("sign-in").open) {
    byId("sign-in").showModal();
  }
  if (!response.ok) {
    throw new Error(answer.message);
  }
  return answer;
}

/** Registers a function that is called when there is a new token. */
export function whenSignedIn(refresh) {
  addEventListener("hashchange", () => {
    takeToken();
    byId("sign-in").close();
  });
  byId("sign-in").addEventListener("submit", ({ target }) => {
    sessionStorage.setItem(KEY, target.elements.token.value.trim());
    target.reset();
  });
  byId("sign-in").addEventListener("close", refresh);
}

takeToken();
