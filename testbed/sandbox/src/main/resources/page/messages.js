// The list of messages of the open channel: which are shown, in what order, and which is drawn again.

import { el, byId, icon, ICONS } from './dom.js';
import { avatar } from './people.js';
import { drawn, together } from './message.js';
import { createdAt, dayOf, relativeTo, sameDay, styled } from './time.js';
import { channelOf, inGuild, messagesOf, nameOf, partnerOf, state } from './state.js';

// Lines of messages that are still to come, each as wide as a percentage.
const SHADES = [[40, 90], [25, 70, 60], [35, 80], [30, 60, 85], [45, 50], [20, 75, 40]];

const list = () => byId('messages');
const frame = () => byId('scroller');

// What is shown, by time: messages, and commands of one's own that have no message yet or never will.
function visible() {
  const messages = messagesOf(state.channelId).filter((message) => !state.dismissed.has(message.id));
  const sent = [...state.interactions.values()].filter((each) => each.channelId === state.channelId);
  return sent.length ? [...messages, ...sent].sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1)) : messages;
}

export const atEnd = () => frame().scrollHeight - frame().scrollTop - frame().clientHeight < 120;
export const toEnd = () => { frame().scrollTop = frame().scrollHeight; };

// Keeps the newest message in sight when the room for messages changes, pictures that arrive included.
export function stayAtEnd() {
  let end = true;
  frame().addEventListener('scroll', () => { end = atEnd(); }, { passive: true });
  const watch = new ResizeObserver(() => end && toEnd());
  watch.observe(frame());
  watch.observe(list());
}

// Draws the whole channel; `keep` stays where one was reading.
export function drawAll({ keep = false } = {}) {
  const stay = !keep || atEnd();
  const from = frame().scrollHeight - frame().scrollTop;
  const focus = focusIn();
  const shown = visible();
  list().replaceChildren(head(), ...shown.flatMap((message, at) => entry(message, shown[at - 1])));
  focus();
  if (stay) toEnd();
  else frame().scrollTop = frame().scrollHeight - from;
}

// Draws again what changed and its successor, whose grouping may have changed with it.
export function drawOne(id) {
  const stay = atEnd();
  const shown = visible();
  const at = shown.findIndex((message) => message.id === id);
  const focus = focusIn();
  for (const index of [at, at + 1]) if (index >= 0 && shown[index]) replace(shown, index);
  focus();
  if (stay) toEnd();
}

// Remembers what of a message has the keyboard; gives it back to what is drawn in its place.
function focusIn() {
  const active = document.activeElement;
  const id = active?.closest?.('.message')?.dataset.messageId;
  if (!id) return () => {};
  const { customId, emoji } = active.dataset;
  return () => {
    if (active.isConnected) return;
    const node = find(id);
    const inner = customId ? node?.querySelector(`[data-custom-id="${CSS.escape(customId)}"]`) : emoji ? node?.querySelector(`[data-emoji="${CSS.escape(emoji)}"]`) : null;
    (inner ?? node)?.focus({ preventScroll: true });
  };
}

function replace(shown, at) {
  const old = find(shown[at].id);
  const nodes = entry(shown[at], shown[at - 1]);
  if (old) {
    dayOver(old)?.remove();
    old.replaceWith(...nodes);
    return;
  }
  const next = shown[at + 1] && find(shown[at + 1].id);
  if (next) (dayOver(next) ?? next).before(...nodes);
  else list().append(...nodes);
}

const dayOver = (node) => (node.previousElementSibling?.classList.contains('day') ? node.previousElementSibling : null);

// So many messages came before the first one that is drawn; what one reads stays where it is.
export function prepend(count) {
  const from = frame().scrollHeight - frame().scrollTop;
  const shown = visible();
  list().firstElementChild.replaceWith(head());
  for (let at = Math.min(count, shown.length - 1); at >= 0; at--) replace(shown, at);
  frame().scrollTop = frame().scrollHeight - from;
}

export const find = (id) => list().querySelector(`[data-message-id="${id}"]`);

// Brings a message into sight; false when it is not drawn.
export function show(id) {
  const node = find(id);
  if (!node) return false;
  node.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  node.classList.add('jumped');
  setTimeout(() => node.classList.remove('jumped'), 2000);
  return true;
}

// Above the first message: how the channel begins, or that more is to come.
const head = () => (state.older.has(state.channelId) ? el('li', { class: 'earlier' }, el('span', { class: 'said', text: 'Loading earlier messages…' }), SHADES.map(shade)) : beginning());

const shade = (lines) => el('div', { class: 'shade', 'aria-hidden': 'true' }, el('i'), el('div', {}, lines.map((width) => el('b', { class: `w${width}` }))));

function beginning() {
  const channel = channelOf(state.channelId);
  const direct = !inGuild();
  const words = direct ? nameOf(partnerOf(channel)) : `Welcome to #${channel.name}!`;
  const about = direct ? `This is the beginning of your direct messages with ${nameOf(partnerOf(channel))}.` : `This is the start of the #${channel.name} channel. ${channel.topic ?? ''}`;
  return el('li', { class: 'beginning' },
    direct ? avatar(partnerOf(channel), 80) : el('div', { class: 'beginning-icon' }, icon(ICONS.hash, 42)),
    el('h2', { text: words }), el('p', { text: about }));
}

function entry(message, previous) {
  const date = createdAt(message.id);
  const before = previous && createdAt(previous.id);
  const newDay = !before || !sameDay(date, before);
  const fresh = message.id === state.firstNew;
  const nodes = newDay || fresh ? [el('li', { class: `day${fresh ? ' fresh' : ''}` }, newDay && el('span', { text: dayOf(date) }), fresh && el('b', { 'aria-label': 'New messages from here', role: 'img', text: 'New' }))] : [];
  nodes.push(drawn(message, date, newDay || fresh || !together(message, previous)));
  return nodes;
}

export function gone(id) {
  const node = find(id);
  const next = node?.nextElementSibling;
  const day = node?.previousElementSibling?.classList.contains('day') && node.previousElementSibling;
  node?.remove();
  if (day && (!next || next.classList.contains('day'))) day.remove();
  // What was grouped below it now has a head of its own.
  else if (next?.matches('.message:not(.first, .system)')) redraw(next.dataset.messageId);
}

function redraw(id) {
  const shown = visible();
  const at = shown.findIndex((message) => message.id === id);
  if (at >= 0) replace(shown, at);
}

// The message above or below, as the arrow keys walk.
export function step(direction) {
  const all = [...list().querySelectorAll('.message')];
  const at = all.indexOf(document.activeElement.closest?.('.message'));
  const next = at < 0 ? all.at(-1) : all[Math.max(0, Math.min(all.length - 1, at + direction))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

// Relative moments grow old while one looks at them.
export function refreshMoments() {
  for (const node of document.querySelectorAll('time.moment[data-style="R"]')) node.textContent = relativeTo(new Date(node.dataset.unix * 1000));
  for (const node of document.querySelectorAll('time.moment:not([data-style="R"])')) node.textContent = styled(new Date(node.dataset.unix * 1000), node.dataset.style);
}
