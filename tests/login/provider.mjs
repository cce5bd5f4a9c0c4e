// A login provider for the tests: a certified OpenID implementation with a login form of its own and people of our making.
// Settings come as one JSON in the environment: port, client {id, secret}, back (the dashboard's callback), people
// {login: claims}, seconds {login: life of the ID token}. What happens is told on standard output, one JSON a line.

import { createServer } from "node:http";

import { Provider } from "oidc-provider";

const told = JSON.parse(process.env.TEMIS_TEST_PROVIDER);
const home = `http://127.0.0.1:${told.port}`;
const say = (event, more = {}) => console.log(JSON.stringify({ event, ...more }));

const page = (body) => `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Login</title><body>${body}</body></html>`;
const claims = [...new Set(Object.values(told.people).flatMap(Object.keys))];

const provider = new Provider(home, {
  clients: [
    {
      client_id: told.client.id,
      client_secret: told.client.secret,
      redirect_uris: [told.back],
      post_logout_redirect_uris: [told.back],
    },
  ],
  claims: { openid: ["sub", ...claims] },
  conformIdTokenClaims: false, // claims stand in the ID token, the one place where the dashboard reads them
  cookies: { keys: ["of the tests alone"] },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        say("asked to sign out", { hint: ctx.oidc.params.id_token_hint !== undefined });
        ctx.body = page(`${form}<button type="submit" form="op.logoutForm" value="yes" name="logout">Out</button>`);
      },
    },
  },
  findAccount: (ctx, id) =>
    told.people[id] && { accountId: id, claims: () => ({ sub: `${id}@tests`, ...told.people[id] }) },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
  renderError: (ctx, out) => {
    say("refused", out);
    ctx.type = "html";
    ctx.body = page(out.error);
  },
  scopes: ["openid", "profile", "email"],
  ttl: {
    AccessToken: 600,
    Grant: 3600,
    IdToken: (ctx) => told.seconds?.[ctx.oidc.account?.accountId] ?? 3600,
    Interaction: 600,
    Session: 3600,
  },
});

provider.on("authorization.success", () => say("let in"));
provider.on("end_session.success", () => say("signed out"));
provider.on("server_error", (ctx, error) => say("fault", { message: error.message }));

const form = `<form method="post"><input name="login" autofocus><button name="enter">In</button>
  <button name="cancel" value="1" formnovalidate>Cancel</button></form>`;

async function interact(request, response) {
  if (request.method !== "POST") {
    response.setHeader("content-type", "text/html");
    response.end(page(form));
    return;
  }
  let body = "";
  for await (const part of request) body += part;
  const given = new URLSearchParams(body);
  const result = given.get("cancel")
    ? { error: "access_denied", error_description: "given up" }
    : { login: { accountId: given.get("login") } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

const answer = provider.callback();
createServer((request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  return interact(request, response).catch((error) => {
    say("fault", { message: error.message });
    response.statusCode = 400;
    response.end();
  });
}).listen(told.port, "127.0.0.1", () => say("ready", { home }));
