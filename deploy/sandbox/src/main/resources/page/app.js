// Starts the page and hands what happens to the part that draws it.

import { answered } from './answers.js';
import { byId } from './dom.js';
import { Live, people } from './live.js';
import { drawChannels, drawMe, drawRail, drawTop } from './channels.js';
import { Composer } from './composer.js';
import { drawMembers } from './members.js';
import { drawAll, drawOne, gone, refreshMoments, stayAtEnd } from './messages.js';
import { openModal } from './modal.js';
import { channelOf, drop, inGuild, load, messageOf, put, state } from './state.js';

const TEXT = 0;
const composer = new Composer(byId('composer'));
const live = new Live(happened, connected);
const wished = new URLSearchParams(location.search);

function connected(alive) {
  byId('notice').hidden = alive;
  byId('notice').textContent = alive ? '' : 'The sandbox is out of reach. Trying again…';
}

function open(target) {
  if (target === 'guild') target = firstChannel()?.id;
  if (target === 'direct') target = [...state.directs.keys()][0];
  if (!channelOf(target)) return;
  state.channelId = target;
  state.unread.delete(target);
  byId('app').classList.remove('show-side');
  remember();
  drawRail(open);
  drawChannels(open);
  drawTop();
  drawMembers();
  drawAll();
  composer.draw();
  if (matchMedia('(min-width: 769px)').matches) composer.focus();
}

const firstChannel = () => [...state.channels.values()].filter((channel) => channel.type === TEXT).sort((one, other) => one.position - other.position)[0];

function remember() {
  const me = state.users.get(state.me);
  const channel = channelOf(state.channelId);
  wished.set('as', me.username);
  wished.set('channel', inGuild() ? channel.name : 'direct');
  history.replaceState(null, '', `?${wished}`);
}

function wishedChannel() {
  const name = wished.get('channel');
  if (name === 'direct' && state.directs.size) return [...state.directs.keys()][0];
  return [...state.channels.values()].find((channel) => channel.type !== 4 && (channel.name === name || channel.id === name))?.id;
}

function switchTo(userId) {
  if (userId !== state.me) state.unread.clear();
  live.open(userId);
}

function started(view) {
  load(view);
  drawMe(switchTo);
  open(channelOf(state.channelId) ? state.channelId : wishedChannel() ?? firstChannel()?.id ?? [...state.directs.keys()][0]);
}

function happened(name, data) {
  switch (name) {
    case 'STATE': return started(data);
    case 'MESSAGE_CREATE':
    case 'MESSAGE_UPDATE': return messaged(name, data);
    case 'MESSAGE_DELETE': return deleted(data);
    case 'MESSAGE_REACTION_ADD': return reacted(data);
    case 'INTERACTION_STATE': return interacted(data);
    case 'SANDBOX_COMMANDS': state.commands = data.commands; return undefined;
    case 'CHANNEL_CREATE': return channelOf(data.id) ? undefined : live.open(state.me);
    // Who sees which channel may have changed: the whole state is read again.
    default: return live.open(state.me);
  }
}

function messaged(name, message) {
  const known = channelOf(message.channel_id);
  put(message);
  if (!known) return live.open(state.me);
  if (message.channel_id === state.channelId) return drawOne(message.id);
  if (name === 'MESSAGE_CREATE') {
    state.unread.add(message.channel_id);
    drawChannels(open);
  }
  return undefined;
}

function deleted({ channel_id: channelId, id }) {
  drop(channelId, id);
  if (channelId === state.channelId) gone(id);
}

function reacted({ channel_id: channelId, message_id: id, emoji }) {
  const message = messageOf(channelId, id);
  if (!message) return;
  message.reactions ??= [];
  const known = message.reactions.find((reaction) => reaction.emoji.name === emoji.name);
  if (known) known.count++;
  else message.reactions.push({ emoji, count: 1 });
  if (channelId === state.channelId) drawOne(id);
}

function interacted(interaction) {
  answered(interaction);
  if (interaction.state === 'MODAL') openModal(interaction);
  if (interaction.type !== 2) return;
  const here = interaction.channelId === state.channelId;
  if (interaction.state === 'PENDING' || interaction.state === 'FAILED') {
    state.interactions.set(interaction.id, interaction);
    if (here) drawOne(interaction.id);
  } else if (state.interactions.delete(interaction.id) && here) gone(interaction.id);
}

async function start() {
  const known = await people();
  const name = wished.get('as') ?? 'ada';
  const me = known.find((user) => user.username === name || user.id === name) ?? known[0];
  byId('veil').addEventListener('click', () => byId('app').classList.remove('show-side', 'toggle-members'));
  document.addEventListener('click', ({ target }) => target.dataset?.channel && target.classList.contains('mention') && open(target.dataset.channel));
  document.addEventListener('redraw', ({ detail }) => detail.channel_id === state.channelId && drawOne(detail.id));
  setInterval(refreshMoments, 15_000);
  stayAtEnd();
  live.open(me.id);
}

start().catch(() => {
  connected(false);
  setTimeout(() => location.reload(), 3000);
});
