// Emojis under a message: who put them there, and one's own put there or taken back.

import { el, icon, ICONS } from './dom.js';
import { attempt } from './dialogs.js';
import { emojiSign, nameOfEmoji, pickEmoji } from './emoji.js';
import { act } from './live.js';
import { BITS, channelOf, may, messageOf, nameOf, state } from './state.js';

const NAMED = 3;
const keyOf = (emoji) => emoji.id ?? emoji.name;
const shown = (emoji) => (emoji.id ? `:${emoji.name}:` : emoji.name);

export function reactions(message) {
  const node = el('div', { class: 'reactions' }, message.reactions.map((reaction) => chip(message, reaction)));
  if (may(BITS.REACT)) {
    node.append(el('button', { type: 'button', class: 'reaction more', 'aria-label': 'Add a reaction', title: 'Add a reaction', onclick: (event) => choose(message, event.currentTarget) }, icon(ICONS.smile, 18)));
  }
  return node;
}

function chip(message, { emoji, count, users = [] }) {
  const mine = users.includes(state.me);
  const words = `${whose(users, count)} reacted with ${emoji.id ? shown(emoji) : nameOfEmoji(emoji.name)}`;
  return el('button', { type: 'button', class: `reaction${mine ? ' mine' : ''}`, 'aria-pressed': String(mine), 'aria-label': words, title: words, 'data-emoji': keyOf(emoji), onclick: () => toggle(message, emoji, mine) },
    emojiSign(emoji), el('b', { text: count }));
}

function whose(users, count) {
  const names = users.slice(0, NAMED).map((id) => (id === state.me ? 'You' : nameOf(state.users.get(id) ?? { id, username: 'somebody' })));
  const others = count - names.length;
  if (others > 0) names.push(others === 1 ? 'one other' : `${others} others`);
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0] ?? 'Nobody';
}

const wire = (emoji) => (emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);

function toggle(message, emoji, mine) {
  attempt(act({ kind: mine ? 'unreact' : 'react', userId: state.me, channelId: message.channel_id, messageId: message.id, content: wire(emoji) }));
}

export const react = (message, emoji) => {
  const mine = message.reactions?.some((each) => keyOf(each.emoji) === keyOf(emoji) && each.users?.includes(state.me));
  toggle(message, emoji, mine);
};

export const choose = (message, anchor) => pickEmoji(anchor, (emoji) => react(message, emoji));

// Somebody reacted or took it back; true when the message is known.
export function reacted(name, { channel_id: channelId, message_id: id, emoji, user_id: user }) {
  const message = channelOf(channelId) && messageOf(channelId, id);
  if (!message) return false;
  message.reactions ??= [];
  const known = message.reactions.find((each) => keyOf(each.emoji) === keyOf(emoji ?? {}));
  switch (name) {
    case 'MESSAGE_REACTION_ADD':
      if (!known) message.reactions.push({ emoji, count: 1, users: [user] });
      else if (!known.users?.includes(user)) count(known, [...(known.users ?? []), user], 1);
      break;
    case 'MESSAGE_REACTION_REMOVE':
      if (known) count(known, (known.users ?? []).filter((each) => each !== user), -1);
      break;
    case 'MESSAGE_REACTION_REMOVE_EMOJI': message.reactions = message.reactions.filter((each) => each !== known); break;
    default: message.reactions = [];
  }
  message.reactions = message.reactions.filter((each) => each.count > 0);
  return true;
}

function count(reaction, users, change) {
  reaction.users = users;
  reaction.count += change;
}
