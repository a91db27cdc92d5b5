// What was said before: older messages as one scrolls up, where the new ones begin, and the ways back.

import { byId, draw, el, icon, ICONS } from './dom.js';
import { tell } from './dialogs.js';
import { earlier } from './live.js';
import { atEnd, drawAll, find, prepend, show, toEnd } from './messages.js';
import { clockOf, createdAt, sameDay, stampOf } from './time.js';
import { messagesOf, putEarlier, state, trim } from './state.js';

const NEAR_TOP = 600;
const LONG_PAGE = 1000;
const MOST_PAGES = 6;
let loading = null;

const frame = () => byId('scroller');

// `atPresent` is called when the newest message comes into sight again.
export function watchHistory(atPresent) {
  let end = true;
  frame().addEventListener('scroll', () => {
    if (atEnd() && !end) atPresent();
    end = atEnd();
    drawBars();
    if (frame().scrollTop < NEAR_TOP) loadEarlier();
  }, { passive: true });
}

// Of several that ask at once the first one does it.
export function loadEarlier(limit = 100) {
  const { channelId } = state;
  if (!state.older.has(channelId)) return Promise.resolve();
  loading ??= load(channelId, limit).catch((refusal) => tell(refusal.message, 'bad')).finally(() => { loading = null; });
  return loading;
}

async function load(channelId, limit) {
  const oldest = messagesOf(channelId)[0];
  const { messages, older } = await earlier(channelId, oldest.id, limit);
  // Meanwhile the channel may have been read anew.
  if (messagesOf(channelId)[0] !== oldest) return;
  if (!older) state.older.delete(channelId);
  putEarlier(channelId, messages);
  if (channelId === state.channelId) prepend(messages.length);
}

// Goes to a message, however long ago it was.
export async function jumpTo(id) {
  const { channelId } = state;
  for (let page = 0; page < MOST_PAGES && !find(id) && state.older.has(channelId); page++) {
    await loadEarlier(LONG_PAGE);
    if (state.channelId !== channelId) return;
  }
  if (!show(id)) tell('That message is gone.', 'bad');
}

export function jumpToPresent() {
  if (trim(state.channelId, 100)) drawAll();
  toEnd();
  document.dispatchEvent(new CustomEvent('focus-composer'));
}

// Escape: all is read.
export function toPresent() {
  forgetNew();
  if (!atEnd()) jumpToPresent();
}

export function drawBars() {
  const away = frame().scrollHeight - frame().scrollTop - frame().clientHeight;
  const far = away > Math.max(400, frame().clientHeight);
  const present = byId('present');
  if (present.hidden === far) {
    present.hidden = !far;
    draw(present, far && [el('span', { text: 'You’re viewing older messages' }), el('button', { type: 'button', onclick: jumpToPresent }, 'Jump to present', icon(ICONS.arrow, 14))]);
  }
  drawFresh();
}

// Shown while the first new message is above what is in sight.
function drawFresh() {
  const node = state.firstNew && find(state.firstNew);
  const above = state.firstNew && (!node || node.getBoundingClientRect().top < frame().getBoundingClientRect().top);
  const bar = byId('fresh');
  bar.hidden = !above;
  if (!above || bar.dataset.since === state.firstNew + messagesOf(state.channelId).at(-1).id) return;
  bar.dataset.since = state.firstNew + messagesOf(state.channelId).at(-1).id;
  const since = createdAt(state.firstNew);
  const count = messagesOf(state.channelId).filter((message) => BigInt(message.id) >= BigInt(state.firstNew) && message.author.id !== state.me).length;
  draw(bar, el('button', { type: 'button', class: 'fresh-words', onclick: () => jumpTo(state.firstNew), text: `${count} new message${count === 1 ? '' : 's'} since ${sameDay(since, new Date()) ? clockOf(since) : stampOf(since)}` }),
    el('button', { type: 'button', onclick: forgetNew, text: 'Mark as read' }));
}

export function forgetNew() {
  if (!state.firstNew) return;
  state.firstNew = null;
  drawAll({ keep: true });
  drawBars();
}
