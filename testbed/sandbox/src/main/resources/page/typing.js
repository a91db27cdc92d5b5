// Who is typing in the open channel.

import { draw, el, byId } from './dom.js';
import { nameOf, state } from './state.js';

const LASTS = 10_000;
const until = new Map();

export function typing({ channel_id: channelId, user_id: userId }) {
  if (userId === state.me) return;
  until.set(`${channelId} ${userId}`, Date.now() + LASTS);
  drawTyping();
  setTimeout(drawTyping, LASTS + 50);
}

export function wrote(message) {
  if (until.delete(`${message.channel_id} ${message.author.id}`)) drawTyping();
}

export function drawTyping() {
  for (const [key, end] of until) if (end < Date.now()) until.delete(key);
  const who = [...until.keys()].map((key) => key.split(' ')).filter(([channelId]) => channelId === state.channelId).map(([, userId]) => state.users.get(userId)).filter(Boolean);
  const names = who.slice(0, 3).map((user) => el('b', { text: nameOf(user) }));
  const joined = names.flatMap((name, at) => (at === 0 ? [name] : [at === names.length - 1 ? ' and ' : ', ', name]));
  draw(byId('typing'), who.length > 0 && el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
    who.length > 3 ? 'Several people are typing…' : who.length > 0 && [...joined, who.length === 1 ? ' is typing…' : ' are typing…']);
}
