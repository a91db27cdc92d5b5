// Talks to the sandbox: acts go by POST, what happens comes by a websocket that reconnects.

import { state } from './state.js';

export async function act(body) {
  return post('/sandbox/act', body);
}

// A refusal is an answer too; its words are thrown.
export async function post(path, body) {
  const answer = await fetch(`${path}?quiet`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok || json.detail) throw new Error(json.detail ?? 'The sandbox refused that.');
  return json;
}

// Uses Discord's own REST as the person one is; a reason stands in the audit log.
export async function rest(method, path, body, reason) {
  const headers = { 'Content-Type': 'application/json', ...(reason ? { 'X-Audit-Log-Reason': encodeURIComponent(reason) } : {}) };
  const answer = await fetch(`/sandbox/as/${state.me}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok || json.detail) throw new Error(REFUSALS[json.detail] ?? json.detail ?? 'The sandbox refused that.');
  return json;
}

const REFUSALS = { 'Missing Permissions': 'You lack the permission for that, or they stand as high as you.' };

// Messages of a channel that are older than one; {messages, older}.
export const earlier = (channelId, before, limit) => get(`/sandbox/messages?user=${state.me}&channel=${channelId}&before=${before}&limit=${limit}`);

export const pinned = (channelId) => get(`/sandbox/pins?user=${state.me}&channel=${channelId}`);

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error('The sandbox refused that.');
  return answer.json();
}

// Sends a file; a command's option or a message then names it by its id.
export async function upload(file) {
  const form = new FormData();
  form.append('file', file);
  const answer = await fetch('/sandbox/attachments', { method: 'POST', body: form });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.detail ?? 'The sandbox refused that file.');
  return json;
}

export async function people() {
  const answer = await fetch('/sandbox/state?messages=0&interactions=0&members=200');
  const { guilds } = await answer.json();
  const found = guilds.flatMap((guild) => guild.members.map((member) => member.user)).filter((user) => !user.bot);
  return [...new Map(found.map((user) => [user.id, user])).values()];
}

export class Live {
  #socket = null;
  #timer = null;
  #wait = 500;

  constructor(onEvent, onStatus) {
    this.onEvent = onEvent;
    this.onStatus = onStatus;
  }

  // Looks through this person's eyes from now on.
  open(userId) {
    clearTimeout(this.#timer);
    this.#socket?.close();
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = new WebSocket(`${scheme}://${location.host}/sandbox/live?user=${userId}`);
    this.#socket = socket;
    socket.onmessage = (event) => {
      if (socket !== this.#socket) return;
      this.#wait = 500;
      this.onStatus(true);
      const { t, d } = JSON.parse(event.data);
      this.onEvent(t, d);
    };
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.onStatus(false);
      this.#timer = setTimeout(() => this.open(userId), this.#wait);
      this.#wait = Math.min(this.#wait * 2, 8000);
    };
  }
}
