// What is said and what goes, as it is told: kept, and drawn where it is open.

import { answered } from './answers.js';
import { drawBars, forgetNew } from './history.js';
import { atEnd, drawAll, drawOne, gone, toEnd } from './messages.js';
import { openModal } from './modal.js';
import { wrote } from './typing.js';
import { markRead } from './unread.js';
import { channelOf, drop, messageOf, messagesOf, put, state, trim } from './state.js';

// Messages of a channel that stay when one does not read it, and that are drawn at most while new ones come.
export const KEPT = 200;
const MOST_DRAWN = 300;

const looking = () => document.visibilityState === 'visible' && atEnd();

export function messaged(message, { drawLists, reread }) {
  if (!channelOf(message.channel_id)) return reread();
  const known = messageOf(message.channel_id, message.id);
  const here = message.channel_id === state.channelId;
  // What was changed and is not loaded was said long ago.
  if (!known && state.older.has(message.channel_id) && isEarlier(message)) return undefined;
  if (here && !known) came(message);
  put(message);
  wrote(message);
  if (here) drawn(message, !known);
  else trim(message.channel_id, KEPT);
  if (message.channel_id !== state.channelId || state.directs.has(state.channelId)) drawLists();
  return undefined;
}

const isEarlier = (message) => BigInt(message.id) < BigInt(messagesOf(message.channel_id)[0]?.id ?? 0);

// A new message where one reads: what nobody sees is new until it is seen.
function came(message) {
  if (message.author.id === state.me) forgetNew();
  else if (!looking()) state.firstNew ??= message.id;
}

function drawn(message, fresh) {
  const seen = looking();
  if (seen && messagesOf(state.channelId).length > MOST_DRAWN && trim(state.channelId, KEPT)) drawAll();
  else drawOne(message.id);
  if (fresh && message.author.id === state.me && !seen) toEnd();
  if (seen) markRead(state.channelId);
  drawBars();
}

export function deleted(channelId, ids, drawLists) {
  for (const id of ids) {
    drop(channelId, id);
    if (state.replyTo?.id === id) document.dispatchEvent(new CustomEvent('reply', { detail: null }));
    if (channelId === state.channelId) gone(id);
  }
  drawLists();
}

export function interacted(interaction) {
  answered(interaction);
  if (interaction.state === 'MODAL' && interaction.userId === state.me) openModal(interaction);
  if (interaction.type !== 2) return;
  const here = interaction.channelId === state.channelId;
  if (interaction.state === 'PENDING' || interaction.state === 'FAILED') {
    state.interactions.set(interaction.id, interaction);
    if (here) drawOne(interaction.id);
  } else if (state.interactions.delete(interaction.id) && here) gone(interaction.id);
}

export function dismiss({ id }) {
  if (!state.interactions.delete(id)) state.dismissed.add(id);
  gone(id);
}

export function edit(message) {
  const before = state.editing;
  state.editing = message.id;
  if (before) drawOne(before);
  drawOne(message.id);
}
