// The channel list and the head of the open channel.

import { draw, el, byId, icon, ICONS } from './dom.js';
import { activity, avatar, face } from './people.js';
import { makeChannel } from './places.js';
import { newIn } from './unread.js';
import { BITS, channelOf, inGuild, may, messagesOf, nameOf, partnerOf, state } from './state.js';

const TEXT = 0;
const VOICE = 2;
const CATEGORY = 4;
const SIGNS = { 2: ICONS.voice, 5: ICONS.news, 10: ICONS.thread, 11: ICONS.thread, 12: ICONS.thread, 13: ICONS.voice, 15: ICONS.forum };
const folded = new Set();

export const isThread = (channel) => channel.type >= 10 && channel.type <= 12;
const isPrivate = (channel) => channel.permission_overwrites?.some((each) => each.id === state.guild.id && BigInt(each.deny) & 1024n);
const signOf = (channel) => SIGNS[channel.type] ?? (isPrivate(channel) ? ICONS.lock : ICONS.hash);
const inOrder = (one, other) => (one.type === VOICE) - (other.type === VOICE) || one.position - other.position;

export function drawChannels(actions) {
  const direct = !inGuild();
  const focused = document.activeElement?.dataset?.channel;
  draw(byId('guild-name'), direct ? el('h2', { text: 'Direct messages' }) : guildHead(actions));
  draw(byId('channels'), direct ? directs(actions) : guildChannels(actions));
  if (focused) byId('channels').querySelector(`[data-channel="${focused}"]`)?.focus();
}

function guildHead({ guildMenu }) {
  return el('button', { type: 'button', class: 'guild-head', 'aria-haspopup': 'menu', 'aria-label': `${state.guild.name}, server menu`, onclick: (event) => guildMenu(event.currentTarget) },
    el('h2', { text: state.guild.name }), icon(ICONS.arrow, 18));
}

function directs({ open, openDirect }) {
  const newest = (channel) => BigInt(messagesOf(channel.id).at(-1)?.id ?? channel.id);
  const sorted = [...state.directs.values()].sort((one, other) => (newest(one) < newest(other) ? 1 : -1));
  return [el('div', { class: 'category' }, el('h3', { text: 'Direct messages' }),
    el('button', { type: 'button', class: 'category-add', 'aria-label': 'Write to somebody', title: 'Write to somebody', onclick: (event) => openDirect(event.currentTarget) }, icon(ICONS.plus, 16))),
  ...sorted.map((channel) => {
    const user = partnerOf(channel);
    return entry(channel, open, face(user, 32), [nameOf(user), el('small', { class: 'does' }, activity(user))]);
  })];
}

function guildChannels({ open }) {
  const all = [...state.channels.values()].sort((one, other) => one.position - other.position);
  const nodes = [];
  for (const category of [null, ...all.filter((channel) => channel.type === CATEGORY)]) {
    const inside = all.filter((channel) => channel.type !== CATEGORY && !isThread(channel) && (channel.parent_id ?? null) === (category?.id ?? null)).sort(inOrder);
    if (category && (inside.length || may(BITS.MANAGE_CHANNELS))) nodes.push(categoryHead(category));
    for (const channel of inside) {
      // A folded category still shows what is open or new.
      if (category && folded.has(category.id) && channel.id !== state.channelId && !newIn(channel.id).unread) continue;
      nodes.push(entry(channel, open, icon(signOf(channel), 20), channel.name));
      for (const thread of all.filter((each) => isThread(each) && each.parent_id === channel.id)) nodes.push(entry(thread, open, icon(ICONS.thread, 16), thread.name, 'thread'));
    }
  }
  return nodes;
}

function categoryHead(category) {
  const closed = folded.has(category.id);
  const turn = () => {
    if (!folded.delete(category.id)) folded.add(category.id);
    document.dispatchEvent(new CustomEvent('redraw-channels'));
    byId('channels').querySelector(`[data-category="${category.id}"]`)?.focus();
  };
  return el('div', { class: 'category' }, el('h3', {}, el('button', { type: 'button', class: `fold${closed ? ' closed' : ''}`, 'data-category': category.id, 'aria-expanded': String(!closed), onclick: turn },
    icon(ICONS.arrow, 12), el('span', { text: category.name }))),
  may(BITS.MANAGE_CHANNELS) && el('button', { type: 'button', class: 'category-add', 'aria-label': `Create channel in ${category.name}`, title: 'Create Channel', onclick: () => makeChannel(category) }, icon(ICONS.plus, 16)));
}

function entry(channel, open, sign, name, kind = '') {
  const current = channel.id === state.channelId;
  const { unread, pings } = newIn(channel.id);
  const classes = ['channel', kind, current && 'current', unread && !current && 'unread'].filter(Boolean).join(' ');
  return el('button', { type: 'button', class: classes, 'aria-current': current ? 'page' : null, 'data-channel': channel.id, onclick: () => open(channel.id) },
    sign, el('span', { class: 'channel-name' }, name),
    !current && unread && el('span', { class: 'said', text: 'unread' }),
    !current && pings > 0 && el('b', { class: 'badge', 'aria-label': `${pings} new for you`, role: 'img', text: pings }));
}

export function drawTop({ showPins } = {}) {
  const channel = channelOf(state.channelId);
  const direct = !inGuild();
  const title = direct ? nameOf(partnerOf(channel)) : channel.name;
  const toggle = (className) => () => byId('app').classList.toggle(className);
  draw(byId('top'),
    el('button', { type: 'button', class: 'round only-narrow', 'aria-label': 'Show channels', onclick: toggle('show-side') }, icon(ICONS.menu, 22)),
    direct ? avatar(partnerOf(channel), 24) : icon(signOf(channel), 24),
    el('h1', {}, direct ? el('button', { type: 'button', class: 'plain-name', 'data-profile': partnerOf(channel).id, text: title }) : title),
    el('p', { class: 'topic', title: channel.topic || null, text: channel.topic ?? '' }),
    showPins && el('button', { type: 'button', class: 'round', 'data-pins': true, 'aria-label': 'Pinned messages', title: 'Pinned messages', onclick: (event) => showPins(event.currentTarget) }, icon(ICONS.pin, 22)),
    !direct && el('button', { type: 'button', class: 'round', 'aria-label': 'Show or hide the member list', title: 'Member list', onclick: toggle('toggle-members') }, icon(ICONS.people, 22)));
  document.title = direct ? `@${title} · Holdfast sandbox` : `#${title} · ${state.guild.name}`;
}

export const firstChannel = (guild) => [...guild.channels.values()].filter((channel) => channel.type === TEXT).sort((one, other) => one.position - other.position)[0]
  ?? [...guild.channels.values()].find((channel) => channel.type !== CATEGORY);
