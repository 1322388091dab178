// A first conversation with the hub, in its native protocol. One file, no framework: also meant to be read.

const CHANNEL = "chat:lobby";
const ANNOUNCEMENTS = "public:lobby";
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

const $ = (id) => document.getElementById(id);
const members = new Map();
let socket;
let retryMs = FIRST_RETRY_MS;
let self;

// A tab is a person: sessionStorage keeps two tabs apart and survives a reload.
const remembered = { get: () => sessionStorage.getItem("user"), set: (user) => sessionStorage.setItem("user", user) };

async function start() {
  const user = new URLSearchParams(location.search).get("user") ?? remembered.get();
  if (user) await enter(user);
  else askWho();
}

function askWho(problem, needsToken = false) {
  setStatus("closed", "not connected");
  $("sign-in").hidden = false;
  $("room").hidden = true;
  $("token-field").hidden = !needsToken;
  $("sign-in-error").hidden = !problem;
  $("sign-in-error").textContent = problem ?? "";
  $(needsToken ? "token" : "user").focus();
}

$("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  enter($("user").value.trim(), $("token").value.trim());
});

async function enter(user, givenToken) {
  const token = givenToken || (await devToken(user));
  if (!token) {
    $("user").value = user;
    askWho("This hub hands out no tokens to try. Paste one of your installation.", true);
    return;
  }
  remembered.set(user);
  $("sign-in").hidden = true;
  $("room").hidden = false;
  $("channel").textContent = CHANNEL;
  connect(user, givenToken ? () => givenToken : () => devToken(user));
}

/** A token of a hub that runs with its own servers; undefined from every other. */
async function devToken(user) {
  try {
    const answer = await fetch(`/dev/token?user=${encodeURIComponent(user)}&name=${encodeURIComponent(user)}`);
    return answer.ok ? (await answer.json()).token : undefined;
  } catch {
    return undefined;
  }
}

async function connect(user, token) {
  setStatus("connecting", "connecting");
  const shown = await token();
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/realtime`);
  // The token goes in the first message: a URL would end up in logs.
  socket.onopen = () => send({ type: "auth", token: shown ?? "" });
  socket.onmessage = (frame) => receive(JSON.parse(frame.data));
  socket.onclose = (event) => {
    members.clear();
    showMembers();
    if (event.code === 4401) {
      askWho("The token was refused, or has expired.", true);
      return;
    }
    setStatus("closed", "not connected, trying again");
    setTimeout(() => connect(user, token), retryMs * (0.5 + Math.random()));
    retryMs = Math.min(2 * retryMs, LONGEST_RETRY_MS);
  };
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function receive(message) {
  switch (message.type) {
    case "connected":
      self = message.userId;
      retryMs = FIRST_RETRY_MS;
      setStatus("connected", `connected to ${message.node} as ${message.userId}`);
      send({ type: "subscribe", channel: CHANNEL });
      send({ type: "subscribe", channel: ANNOUNCEMENTS });
      break;
    case "subscribed":
      if (message.channel === CHANNEL) {
        members.clear();
        message.presence.users.forEach((user) => members.set(user.id, user));
        showMembers();
      }
      if (message.channel === ANNOUNCEMENTS) $("room").dataset.announcements = "true";
      break;
    case "presence:join":
      members.set(message.user.id, message.user);
      showMembers();
      note(`${nameOf(message.user)} came in`);
      break;
    case "presence:leave":
      members.delete(message.user.id);
      showMembers();
      note(`${nameOf(message.user)} left`);
      break;
    case "message":
      show(message);
      break;
    case "error":
      note(`${message.code} ${message.message}`);
      break;
  }
}

function show(message) {
  if (message.event === "notification.new") {
    add("announcement", message.data.title ?? "Notification", message.data.content, message.timestamp);
  } else if (message.channel === CHANNEL) {
    add(message.sender === self ? "own" : "", message.sender ?? "server", textOf(message.data), message.timestamp);
  } else {
    add("announcement", `${message.channel} · ${message.event}`, textOf(message.data), message.timestamp);
  }
}

const textOf = (data) => (typeof data?.text === "string" ? data.text : JSON.stringify(data));
const nameOf = (user) => user.name ?? user.id;

function add(kind, who, text, timestamp) {
  const line = document.createElement("li");
  line.className = kind;
  const name = document.createElement("span");
  name.className = "who";
  name.textContent = who;
  const time = document.createElement("time");
  time.dateTime = timestamp;
  time.textContent = new Date(timestamp).toLocaleTimeString();
  const said = document.createElement("div");
  said.textContent = text;
  line.append(name, time, said);
  append(line);
}

function note(text) {
  const line = document.createElement("li");
  line.className = "note";
  line.textContent = text;
  append(line);
}

function append(line) {
  const list = $("messages");
  list.append(line);
  // A page left open for a week is not to grow for a week.
  while (list.childElementCount > 500) list.firstElementChild.remove();
  list.scrollTop = list.scrollHeight;
}

function showMembers() {
  $("count").textContent = members.size ? `(${members.size})` : "";
  const sorted = [...members.values()].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
  $("members").replaceChildren(
    ...sorted.map((user) => {
      const line = document.createElement("li");
      line.textContent = nameOf(user);
      line.className = user.id === self ? "self" : "";
      return line;
    }),
  );
}

function setStatus(state, text) {
  $("status").dataset.state = state;
  $("status").textContent = text;
}

$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  send({ type: "message", channel: CHANNEL, event: "said", data: { text } });
  $("text").value = "";
});

start();
