// The server rail, the channel list, the head of the channel and the people switcher.

import { draw, el, byId, icon, ICONS, svg } from './dom.js';
import { avatar, roleLine } from './people.js';
import { act } from './live.js';
import { channelOf, inGuild, nameOf, partnerOf, state } from './state.js';

const TEXT = 0;
const VOICE = 2;
const CATEGORY = 4;

const isPrivate = (channel) => channel.permission_overwrites?.some((each) => each.id === state.guild.id && BigInt(each.deny) & 1024n);

export function drawRail(open) {
  const guild = state.guild;
  const direct = state.channelId && !inGuild();
  const home = el('button', { type: 'button', class: `rail-item home${direct ? ' current' : ''}`, 'aria-label': 'Direct messages', 'aria-current': direct ? 'page' : null, title: 'Direct messages', onclick: () => open('direct') }, icon(ICONS.chat, 24));
  const initials = guild?.name.split(' ').map((word) => word[0]).join('') ?? '';
  draw(byId('rail'), home, el('div', { class: 'rail-line' }),
    guild && el('button', { type: 'button', class: `rail-item${direct ? '' : ' current'}`, 'aria-label': guild.name, 'aria-current': direct ? null : 'page', title: guild.name, onclick: () => open('guild') }, el('span', { text: initials })));
}

export function drawChannels(open) {
  const direct = !inGuild();
  byId('guild-name').replaceChildren(direct ? 'Direct messages' : state.guild?.name ?? 'No server');
  byId('channels').replaceChildren(...(direct ? directs(open) : guildChannels(open)));
}

function directs(open) {
  return [...state.directs.values()].map((channel) => {
    const user = partnerOf(channel);
    return entry(channel, open, avatar(user, 32), nameOf(user));
  });
}

function guildChannels(open) {
  const all = [...state.channels.values()].sort((one, other) => one.position - other.position);
  const nodes = [];
  for (const category of [null, ...all.filter((channel) => channel.type === CATEGORY)]) {
    const inside = all.filter((channel) => channel.type !== CATEGORY && (channel.parent_id ?? null) === (category?.id ?? null));
    if (category && inside.length) nodes.push(el('h3', { class: 'category', text: category.name }));
    inside.sort((one, other) => one.type - other.type || one.position - other.position);
    for (const channel of inside) {
      const sign = channel.type === VOICE ? ICONS.voice : isPrivate(channel) ? ICONS.lock : ICONS.hash;
      nodes.push(entry(channel, open, icon(sign, 20), channel.name));
    }
  }
  return nodes;
}

function entry(channel, open, sign, name) {
  const current = channel.id === state.channelId;
  const classes = ['channel', current && 'current', state.unread.has(channel.id) && 'unread'].filter(Boolean).join(' ');
  return el('button', { type: 'button', class: classes, 'aria-current': current ? 'page' : null, 'data-channel': channel.id, onclick: () => open(channel.id) }, sign, el('span', { text: name }));
}

export function drawTop() {
  const channel = channelOf(state.channelId);
  const direct = !inGuild();
  const title = direct ? nameOf(partnerOf(channel)) : channel.name;
  const toggle = (className) => () => byId('app').classList.toggle(className);
  draw(byId('top'),
    el('button', { type: 'button', class: 'round only-narrow', 'aria-label': 'Show channels', onclick: toggle('show-side') }, icon(ICONS.menu, 22)),
    direct ? avatar(partnerOf(channel), 24) : icon(channel.type === TEXT ? ICONS.hash : ICONS.voice, 24),
    el('h1', { text: title }),
    channel.topic ? el('p', { class: 'topic', text: channel.topic }) : el('p', { class: 'topic' }),
    !direct && el('button', { type: 'button', class: 'round', 'aria-label': 'Show or hide the member list', title: 'Member list', onclick: toggle('toggle-members') }, icon(ICONS.people, 22)));
  document.title = direct ? `@${title} · Holdfast sandbox` : `#${title} · Holdfast sandbox`;
}

export function drawMe(switchTo) {
  const me = state.users.get(state.me);
  const menu = el('div', { class: 'people', role: 'menu', 'aria-label': 'Act as', hidden: true });
  const head = el('button', {
    type: 'button', class: 'me-head', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': `You act as ${nameOf(me)}. Switch person`,
    onclick: () => toggle(menu.hidden),
  }, face(me, 32), el('span', { class: 'me-words' }, el('b', { text: nameOf(me) }), el('small', { text: roleLine(me.id) })), icon(ICONS.arrow, 16));
  const toggle = (show) => {
    menu.hidden = !show;
    head.setAttribute('aria-expanded', String(show));
    if (show) menu.querySelector('[aria-checked="true"]')?.focus();
  };
  menu.append(el('h3', { text: 'Act as' }), ...persons().map((user) => person(user, (id) => { toggle(false); switchTo(id); })), newcomer(switchTo));
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...menu.querySelectorAll('[role="menuitemradio"]')];
    if (step && items.includes(document.activeElement)) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    else if (event.key === 'Escape') { toggle(false); head.focus(); } else return;
    event.preventDefault();
  });
  byId('me').replaceChildren(menu, head);
  byId('me').onfocusout = (event) => !byId('me').contains(event.relatedTarget) && toggle(false);
}

const persons = () => [...state.members.values()].map((member) => member.user).filter((user) => !user.bot);
const face = (user, size) => el('span', { class: 'face' }, avatar(user, size), svg('svg', { class: 'online', viewBox: '0 0 12 12', 'aria-hidden': 'true' }, svg('circle', { cx: 6, cy: 6, r: 4.5 })));

function person(user, choose) {
  const current = user.id === state.me;
  return el('button', { type: 'button', class: 'person', role: 'menuitemradio', 'aria-checked': String(current), 'data-user': user.id, onclick: () => choose(user.id) },
    face(user, 32), el('span', { class: 'me-words' }, el('b', { text: nameOf(user) }), el('small', { text: roleLine(user.id) })), current && el('span', { class: 'check', text: '✓' }));
}

function newcomer(switchTo) {
  const field = el('input', { class: 'newcomer', placeholder: 'Somebody new joins…', maxlength: 32, 'aria-label': 'Name of somebody new who joins', enterkeyhint: 'done' });
  field.addEventListener('keydown', async (event) => {
    if (event.key !== 'Enter' || !field.value.trim()) return;
    const { userId } = await act({ kind: 'join', guildId: state.guild.id, name: field.value.trim() });
    switchTo(userId);
  });
  return field;
}
