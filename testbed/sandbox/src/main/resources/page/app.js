// Starts the page and hands what happens to the part that draws it.

import { KEPT, deleted, dismiss, edit, interacted, messaged } from './arrivals.js';
import { byId } from './dom.js';
import { Live, act, people } from './live.js';
import { drawRail } from './rail.js';
import { drawChannels, drawTop, firstChannel } from './channels.js';
import { Composer } from './composer.js';
import { messageMenu, remove, userMenu } from './deeds.js';
import { attempt } from './dialogs.js';
import { foundServer, guildMenu, peopleMenu } from './guilds.js';
import { keyboard } from './keyboard.js';
import { close } from './layer.js';
import { drawMe } from './me.js';
import { drawMembers } from './members.js';
import { drawBars, jumpTo, toPresent, watchHistory } from './history.js';
import { drawAll, drawOne, refreshMoments, stayAtEnd } from './messages.js';
import { openFaults } from './faults.js';
import { showPins } from './pins.js';
import { openProfile, refreshCard } from './profile.js';
import { choose, reacted } from './reactions.js';
import { changed } from './settings.js';
import { drawTyping, typing } from './typing.js';
import { firstNewIn, loadRead, markRead, markUnread } from './unread.js';
import { channelOf, enter, inGuild, load, partnerOf, state, trim } from './state.js';

const composer = new Composer(byId('composer'));
const live = new Live(happened, connected);
const wished = new URLSearchParams(location.search);
const lastIn = new Map();
let rereading = null;

const actions = { open, openGuild, openDirects, openDirect: (anchor) => peopleMenu(anchor, write), guildMenu: (anchor) => guildMenu(anchor, actions), found: () => foundServer(actions), faults: openFaults, write, actAs: switchTo, mention, profile, reread };

function connected(alive) {
  byId('notice').hidden = alive;
  byId('notice').textContent = alive ? '' : 'The sandbox is out of reach. Trying again…';
}

function open(target) {
  if (!channelOf(target)) return;
  const moved = target !== state.channelId;
  if (moved) close();
  if (moved && state.channelId) trim(state.channelId, KEPT);
  enter(target);
  if (inGuild()) lastIn.set(state.guild.id, target);
  if (moved) {
    state.editing = null;
    state.firstNew = firstNewIn(target);
  }
  byId('app').classList.remove('show-side');
  remember();
  drawMe(switchTo);
  drawTop({ showPins });
  drawMembers();
  drawAll({ keep: !moved });
  drawBars();
  drawTyping();
  composer.draw();
  read();
  if (moved && matchMedia('(min-width: 769px)').matches) composer.focus();
}

// What is on the screen is read, as long as somebody looks.
function read() {
  if (document.visibilityState === 'visible') markRead(state.channelId);
  drawLists();
}

function drawLists() {
  drawRail(actions);
  drawChannels(actions);
}

function openGuild(id) {
  const guild = state.guilds.get(id);
  const last = lastIn.get(id);
  open(guild.channels.has(last) ? last : firstChannel(guild)?.id);
}

function openDirects() {
  open(firstDirect());
}

const firstDirect = () => [...state.directs.values()].find((channel) => partnerOf(channel).id === state.application.bot.id)?.id ?? state.directs.keys().next().value;

function remember() {
  const channel = channelOf(state.channelId);
  wished.set('as', state.users.get(state.me).username);
  wished.set('channel', inGuild() ? channel.name : channel.id === firstDirect() ? 'direct' : channel.id);
  if (inGuild() && state.guild !== state.guilds.values().next().value) wished.set('server', state.guild.id);
  else wished.delete('server');
  history.replaceState(null, '', `?${wished}`);
}

function wishedChannel() {
  const name = wished.get('channel');
  if (name === 'direct') return firstDirect();
  const guild = state.guilds.get(wished.get('server')) ?? state.guilds.values().next().value;
  return channelOf(name)?.id ?? [...(guild?.channels.values() ?? [])].find((channel) => channel.type !== 4 && channel.name === name)?.id ?? (guild && firstChannel(guild)?.id);
}

function switchTo(userId) {
  close();
  live.open(userId);
}

// Changes that touch who sees what: the whole state is read again, once for many of them.
function reread() {
  rereading ??= setTimeout(() => {
    rereading = null;
    live.open(state.me);
  }, 80);
}

function started(view) {
  load(view);
  loadRead();
  open(channelOf(state.channelId) ? state.channelId : wishedChannel() ?? firstDirect());
  changed();
}

function write(userId) {
  attempt(opened(userId));
}

async function opened(userId) {
  close();
  const { channelId } = await act({ kind: 'open', userId: state.me, targetId: userId });
  if (channelOf(channelId)) open(channelId);
  else wantsToOpen = channelId;
}

let wantsToOpen = null;

function mention(user) {
  close();
  composer.insert(`@${user.username} `);
}

function profile(userId, anchor) {
  openProfile(userId, anchor, { write, actAs: switchTo });
}

function happened(name, data) {
  switch (name) {
    case 'STATE':
      started(data);
      if (channelOf(wantsToOpen)) open(wantsToOpen);
      wantsToOpen = null;
      return undefined;
    case 'MESSAGE_CREATE':
    case 'MESSAGE_UPDATE': return messaged(data, { drawLists, reread });
    case 'MESSAGE_DELETE': return deleted(data.channel_id, [data.id], drawLists);
    case 'MESSAGE_DELETE_BULK': return deleted(data.channel_id, data.ids, drawLists);
    case 'MESSAGE_REACTION_ADD':
    case 'MESSAGE_REACTION_REMOVE':
    case 'MESSAGE_REACTION_REMOVE_EMOJI':
    case 'MESSAGE_REACTION_REMOVE_ALL':
      if (reacted(name, data) && data.channel_id === state.channelId) drawOne(data.message_id);
      return undefined;
    case 'INTERACTION_STATE': return interacted(data);
    case 'SANDBOX_COMMANDS': state.commands = data.commands; return undefined;
    case 'TYPING_START': return typing(data);
    case 'SANDBOX_ONLINE': return present(data.online);
    case 'PRESENCE_UPDATE': return seen(data);
    case 'VOICE_STATE_UPDATE': return undefined;
    case 'GUILD_MEMBER_ADD':
    case 'GUILD_MEMBER_UPDATE':
    case 'GUILD_MEMBER_REMOVE': return membership(name, data);
    case 'GUILD_BAN_ADD':
    case 'GUILD_BAN_REMOVE':
    case 'GUILD_AUDIT_LOG_ENTRY_CREATE':
    case 'CHANNEL_PINS_UPDATE': return changed();
    case 'CHANNEL_CREATE': return channelOf(data.id) ? undefined : reread();
    // Who sees which channel may have changed.
    default: return reread();
  }
}

function present(online) {
  state.online = new Set(online);
  drawMembers();
  if (!inGuild()) drawLists();
}

// How somebody is, and what they do.
function seen({ user, status, activities }) {
  if (status === 'offline') state.presences.delete(user.id);
  else state.presences.set(user.id, { status, activities });
  drawPresences(user.id === state.me);
}

function drawPresences(own = true) {
  drawMembers();
  if (own) drawMe(switchTo);
  refreshCard();
  if (!inGuild()) drawLists();
}

// Somebody else's membership changes a line or two; one's own, what one sees.
function membership(name, data) {
  const guild = state.guilds.get(data.guild_id);
  if (data.user.id === state.me || !guild) return reread();
  if (name === 'GUILD_MEMBER_ADD' && !state.users.has(data.user.id)) state.presences.set(data.user.id, { status: 'online', activities: [] });
  state.users.set(data.user.id, data.user);
  if (name === 'GUILD_MEMBER_REMOVE') guild.members.delete(data.user.id);
  else guild.members.set(data.user.id, { ...guild.members.get(data.user.id), ...data });
  if (guild === state.guild) {
    drawMembers();
    drawAll({ keep: true });
  }
  changed();
  return undefined;
}

function listen() {
  const on = (name, deed) => document.addEventListener(name, ({ detail }) => deed(detail));
  on('redraw', ({ channel_id: channelId, id }) => channelId === state.channelId && drawOne(id));
  on('presence', () => drawPresences());
  on('redraw-channels', () => drawChannels(actions));
  on('dismiss', (message) => { dismiss(message); composer.focus(); });
  on('edit', edit);
  on('delete', remove);
  on('jump', jumpTo);
  on('pins', showPins);
  on('present', toPresent);
  on('wanted', (id) => { if (channelOf(id)) open(id); else wantsToOpen = id; });
  on('read', (id) => { markRead(id); drawLists(); });
  on('focus-composer', () => composer.focus());
  on('react', ({ message, anchor }) => choose(message, anchor));
  on('message-menu', ({ message, anchor }) => messageMenu(message, anchor));
  on('unread', (message) => { markUnread(message.channel_id, message.id); state.firstNew = message.id; drawAll({ keep: true }); drawLists(); });
  document.addEventListener('visibilitychange', () => state.channelId && read());
  byId('veil').addEventListener('click', () => byId('app').classList.remove('show-side', 'toggle-members'));
  document.addEventListener('click', ({ target }) => {
    const pressed = target.closest?.('[data-profile], .mention[data-channel], .mention[data-command]');
    if (pressed?.dataset.profile) profile(pressed.dataset.profile, pressed);
    else if (pressed?.dataset.command) composer.pick(pressed.dataset.command);
    else if (pressed) open(pressed.dataset.channel);
  });
  keyboard({ composer, userMenu: (userId, anchor) => userMenu(userId, anchor, actions) });
}

async function start() {
  const known = await people();
  const name = wished.get('as') ?? 'ada';
  const me = known.find((user) => user.username === name || user.id === name) ?? known[0];
  listen();
  setInterval(refreshMoments, 15_000);
  stayAtEnd();
  watchHistory(read);
  live.open(me.id);
}

start().catch(() => {
  connected(false);
  setTimeout(() => location.reload(), 3000);
});
