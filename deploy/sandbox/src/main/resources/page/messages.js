// The messages of the open channel.

import { el, byId, icon, ICONS } from './dom.js';
import { act } from './live.js';
import { avatar, botTag, name } from './people.js';
import { attachment, embed } from './embeds.js';
import { rows } from './components.js';
import { excerpt, markdown } from './markdown.js';
import { clockOf, createdAt, dayOf, fullOf, relativeTo, sameDay, stampOf, styled } from './time.js';
import { channelOf, inGuild, messageOf, messagesOf, nameOf, partnerOf, state } from './state.js';

const TOGETHER = 7 * 60 * 1000;
const EPHEMERAL = 64;
const LOADING = 128;
const QUICK = ['❤', '😂', '⚓', '✔'];
const WELCOMES = ['just washed ashore.', 'dropped anchor.', 'is here. Mind the wet planks!', 'came in with the tide.'];

const list = () => byId('messages');

// What is shown, by time: messages, and commands of one's own that have no message yet or never will.
function visible() {
  const messages = messagesOf(state.channelId).filter((message) => !state.dismissed.has(message.id));
  const sent = [...state.interactions.values()].filter((each) => each.channelId === state.channelId);
  return sent.length ? [...messages, ...sent].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1)) : messages;
}
const nearEnd = () => list().scrollHeight - list().scrollTop - list().clientHeight < 120;
const toEnd = () => { list().scrollTop = list().scrollHeight; };

// Keeps the newest message in sight when the room for messages changes.
export function stayAtEnd() {
  let end = true;
  list().addEventListener('scroll', () => { end = nearEnd(); }, { passive: true });
  new ResizeObserver(() => end && toEnd()).observe(list());
}

export function drawAll() {
  const shown = visible();
  list().replaceChildren(beginning(), ...shown.flatMap((message, at) => entry(message, shown[at - 1])));
  toEnd();
}

// Draws again what changed and its successor, whose grouping may have changed with it.
export function drawOne(id) {
  const stay = nearEnd();
  const shown = visible();
  const at = shown.findIndex((message) => message.id === id);
  const focused = document.activeElement?.dataset?.customId;
  const within = document.activeElement?.closest('.message')?.dataset.messageId;
  for (const index of [at, at + 1]) if (index >= 0 && shown[index]) replace(shown, index);
  if (focused && within) list().querySelector(`[data-message-id="${within}"] [data-custom-id="${CSS.escape(focused)}"]`)?.focus();
  if (stay) toEnd();
}

function replace(shown, at) {
  const old = find(shown[at].id);
  const nodes = entry(shown[at], shown[at - 1]);
  if (old) {
    if (old.previousElementSibling?.classList.contains('day')) old.previousElementSibling.remove();
    old.replaceWith(...nodes);
    return;
  }
  const next = shown[at + 1] && find(shown[at + 1].id);
  if (next) next.before(...nodes);
  else list().append(...nodes);
}

const find = (id) => list().querySelector(`[data-message-id="${id}"]`);

function beginning() {
  const channel = channelOf(state.channelId);
  const direct = !inGuild();
  const words = direct ? nameOf(partnerOf(channel)) : `Welcome to #${channel.name}!`;
  const about = direct ? 'This is the beginning of your direct messages.' : `This is the start of the #${channel.name} channel. ${channel.topic ?? ''}`;
  return el('li', { class: 'beginning' },
    direct ? avatar(partnerOf(channel), 68) : el('div', { class: 'beginning-icon' }, icon(ICONS.hash, 42)),
    el('h2', { text: words }), el('p', { text: about }));
}

function entry(message, previous) {
  const date = createdAt(message.id);
  const before = previous && createdAt(previous.id);
  const newDay = !before || !sameDay(date, before);
  const nodes = newDay ? [el('li', { class: 'day', role: 'separator' }, el('span', { text: dayOf(date) }))] : [];
  nodes.push(drawn(message, date, newDay || !together(message, previous)));
  return nodes;
}

function drawn(message, date, first) {
  if (!message.author) return sent(message);
  return message.type === 7 ? joined(message, date) : row(message, date, first);
}

function together(message, previous) {
  return message.author && !usedBy(message) && previous.author && previous.author.id === message.author.id && previous.type !== 7 && message.type === 0 && !message.message_reference
    && !((previous.flags ^ message.flags) & EPHEMERAL) && createdAt(message.id) - createdAt(previous.id) < TOGETHER;
}

function joined(message, date) {
  const words = WELCOMES[Number(BigInt(message.id) % BigInt(WELCOMES.length))];
  return el('li', { class: 'message system', 'data-message-id': message.id },
    el('div', { class: 'gutter join' }, icon(ICONS.welcome, 18)),
    el('div', { class: 'body' }, name(message.author), ` ${words} `, el('time', { class: 'stamp', text: stampOf(date) })));
}

function row(message, date, first) {
  const pinged = message.mention_everyone || message.mentions.some((user) => user.id === state.me);
  const ephemeral = message.flags & EPHEMERAL;
  const classes = ['message', first && 'first', pinged && 'pinged', ephemeral && 'ephemeral'].filter(Boolean).join(' ');
  const body = el('div', { class: 'body' });
  if (first) {
    body.append(el('div', { class: 'head' }, name(message.author), message.author.bot && botTag(),
      el('time', { class: 'stamp', datetime: date.toISOString(), title: fullOf(date), text: stampOf(date) })));
  }
  body.append(...contents(message));
  return el('li', { class: classes, 'data-message-id': message.id, 'data-author': message.author.username, 'data-ephemeral': ephemeral ? 'true' : null },
    context(message),
    el('div', { class: 'gutter' }, first ? avatar(message.author) : el('time', { class: 'small-stamp', text: clockOf(date) })),
    body, toolbar(message));
}

function contents(message) {
  const nodes = [];
  if (message.flags & LOADING) nodes.push(thinking(message));
  if (message.content) {
    const edited = message.edited_timestamp && el('span', { class: 'edited', title: fullOf(new Date(message.edited_timestamp)), text: '(edited)' });
    nodes.push(el('div', { class: 'content markup' }, markdown(message.content), edited));
  }
  nodes.push(...message.attachments.map(attachment), ...(message.flags & 4 ? [] : message.embeds.map(embed)));
  if (message.components.length) nodes.push(rows(message));
  if (message.reactions?.length) nodes.push(reactions(message));
  if (message.flags & EPHEMERAL) nodes.push(onlyYou(message));
  return nodes;
}

function thinking(message) {
  return el('div', { class: 'thinking', role: 'status' }, el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i')),
    `${nameOf(message.author)} is thinking…`);
}

function onlyYou(message) {
  const dismiss = () => {
    state.dismissed.add(message.id);
    drawAll();
  };
  return el('div', { class: 'only-you' }, icon(ICONS.eye, 14), 'Only you can see this • ',
    el('button', { type: 'button', class: 'textual', onclick: dismiss, text: 'Dismiss message' }));
}

// The command that a message answers, directly or through a form.
function usedBy(message) {
  const metadata = message.interaction_metadata;
  if (!metadata || message.message_reference) return null;
  return metadata.name ? metadata : metadata.triggering_interaction_metadata?.name ? metadata.triggering_interaction_metadata : null;
}

// "Ada used /pay" or the message that this one answers.
function context(message) {
  const used = usedBy(message);
  if (used) {
    return el('div', { class: 'context' }, avatar(used.user, 16), name(used.user, 'context-name'), ' used ',
      el('span', { class: 'used', text: `/${used.name}` }));
  }
  if (!message.message_reference) return null;
  const referenced = messageOf(message.channel_id, message.message_reference.message_id) ?? message.referenced_message;
  if (!referenced) return el('div', { class: 'context' }, el('em', { text: 'Original message was deleted' }));
  const words = referenced.content ? excerpt(referenced.content) : [el('em', { text: referenced.embeds.length ? 'Click to see the embed' : 'Click to see the message' })];
  const jump = () => find(referenced.id)?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  return el('button', { type: 'button', class: 'context jump', onclick: jump }, avatar(referenced.author, 16),
    referenced.author.bot && botTag(), name(referenced.author, 'context-name'), el('span', { class: 'excerpt' }, words));
}

function reactions(message) {
  return el('div', { class: 'reactions' }, message.reactions.map(({ emoji, count }) =>
    el('button', { type: 'button', class: 'reaction', 'aria-label': `${emoji.name}, ${count}`, onclick: () => react(message, emoji.name) },
      el('span', { text: emoji.name }), el('b', { text: count }))));
}

const react = (message, emoji) => act({ kind: 'react', userId: state.me, channelId: message.channel_id, messageId: message.id, content: emoji });

function toolbar(message) {
  if (message.flags & EPHEMERAL) return null;
  const reply = () => document.dispatchEvent(new CustomEvent('reply', { detail: message }));
  const bar = el('div', { class: 'toolbar' },
    QUICK.map((emoji) => el('button', { type: 'button', tabindex: -1, title: `React with ${emoji}`, 'aria-label': `React with ${emoji}`, onclick: () => react(message, emoji), text: emoji })),
    el('button', { type: 'button', tabindex: -1, title: 'Reply', 'aria-label': 'Reply', onclick: reply }, icon(ICONS.reply, 18)));
  return bar;
}

// A command that was sent and has no message yet, or never will.
function sent(used) {
  const me = state.users.get(state.me);
  const failed = used.state === 'FAILED';
  return el('li', { class: `message first${failed ? ' ephemeral' : ''}`, 'data-message-id': used.id, 'data-state': used.state },
    el('div', { class: 'context' }, avatar(me, 16), name(me, 'context-name'), ' used ', el('span', { class: 'used', text: `/${used.name}` })),
    el('div', { class: 'gutter' }, avatar(state.application.bot)),
    el('div', { class: 'body' }, el('div', { class: 'head' }, name(state.application.bot), botTag()),
      failed ? failure(used) : el('div', { class: 'thinking', role: 'status', text: 'Sending command…' })));
}

function failure(used) {
  const dismiss = () => {
    state.interactions.delete(used.id);
    gone(used.id);
  };
  return el('div', { role: 'alert' }, el('div', { class: 'failed', text: 'The application did not respond' }),
    el('div', { class: 'only-you' }, icon(ICONS.eye, 14), 'Only you can see this • ', el('button', { type: 'button', class: 'textual', onclick: dismiss, text: 'Dismiss message' })));
}

export function gone(id) {
  const node = find(id);
  if (node?.previousElementSibling?.classList.contains('day')) drawAll();
  else node?.remove();
}

// Relative moments grow old while one looks at them.
export function refreshMoments() {
  for (const node of document.querySelectorAll('time.moment[data-style="R"]')) node.textContent = relativeTo(new Date(node.dataset.unix * 1000));
  for (const node of document.querySelectorAll('time.moment:not([data-style="R"])')) node.textContent = styled(new Date(node.dataset.unix * 1000), node.dataset.style);
}
