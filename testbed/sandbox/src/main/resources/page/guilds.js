// Servers: their menu, a new one, and whom to write to.

import { el, icon, ICONS } from './dom.js';
import { attempt, confirm, prompt, tell } from './dialogs.js';
import { menu } from './layer.js';
import { act } from './live.js';
import { makeCategory, makeChannel } from './places.js';
import { openSettings } from './settings.js';
import { BITS, may, nameOf, state } from './state.js';

// A server's entry on the left.
export function railMenu(id, anchor) {
  return menu(state.guilds.get(id).name, [
    { label: 'Mark as Read', run: () => { for (const channel of state.guilds.get(id).channels.keys()) document.dispatchEvent(new CustomEvent('read', { detail: channel })); } },
    null,
    { label: 'Copy Server ID', icon: icon(ICONS.id, 18), run: () => attempt(navigator.clipboard?.writeText(id)) },
  ], anchor);
}

export function guildMenu(anchor, { reread }) {
  const { guild } = state;
  const bot = state.application.bot.id;
  const owner = guild.owner_id === state.me;
  const there = guild.members.has(bot);
  const deed = (kind) => attempt(act({ kind, userId: state.me, guildId: guild.id }).then(reread));
  return menu('Server', [
    { label: 'Server Settings', icon: icon(ICONS.gear, 18), run: () => openSettings('overview') },
    null,
    may(BITS.MANAGE_CHANNELS) && { label: 'Create Channel', icon: icon(ICONS.plus, 18), run: () => makeChannel(null) },
    may(BITS.MANAGE_CHANNELS) && { label: 'Create Category', icon: icon(ICONS.plus, 18), run: makeCategory },
    null,
    state.members.get(state.me)?.premium_since ? { label: 'Stop Boosting', run: () => deed('unboost') } : { label: 'Boost Server', run: () => deed('boost') },
    may(BITS.MANAGE_GUILD) && (screens(guild) ? { label: 'Let newcomers in at once', run: () => deed('unscreen') } : { label: 'Have newcomers accept rules', run: () => deed('screen') }),
    null,
    there ? { label: `Send ${state.application.name} away`, run: () => deed('remove') } : { label: `Invite ${state.application.name}`, run: () => deed('invite') },
    there && { label: `Outage for ${state.application.name}`, run: () => attempt(act({ kind: 'outage', guildId: guild.id }).then(() => tell(`${guild.name} is unavailable to ${state.application.name}.`))) },
    there && { label: 'End the outage', run: () => attempt(act({ kind: 'recover', guildId: guild.id }).then(() => tell(`${guild.name} is available again.`))) },
    null,
    { label: 'Copy Server ID', icon: icon(ICONS.id, 18), run: () => attempt(navigator.clipboard?.writeText(guild.id)) },
    !owner && { label: 'Leave Server', danger: true, icon: icon(ICONS.door, 18), run: () => leave(guild, reread) },
  ].filter((item) => item !== false), anchor, { side: 'below' });
}

const screens = (guild) => guild.features.includes('MEMBER_VERIFICATION_GATE_ENABLED');

function leave(guild, reread) {
  confirm(`Leave ${guild.name}`, el('p', { text: `Are you sure you want to leave ${guild.name}? You can join again from the list of servers.` }), 'Leave Server',
    () => attempt(act({ kind: 'leave', userId: state.me, guildId: guild.id }).then(reread)));
}

// A new server, or one that exists and this person is not in.
export function foundServer({ reread }) {
  const invite = el('label', { class: 'modal-check' }, el('input', { type: 'checkbox', name: 'invite', checked: true }), el('span', { text: `Invite ${state.application.name}` }));
  const me = state.users.get(state.me);
  prompt('Create Your Server', { label: 'Server name', value: `${me.global_name}'s server`, button: 'Create', extra: [invite, others(reread)], about: 'Your server is where you and your friends hang out.' }, async (name, form) => {
    const { guildId } = await act({ kind: 'create', userId: state.me, name });
    if (form.invite.checked) await act({ kind: 'invite', guildId });
    reread();
  });
}

function others(reread) {
  const more = (state.elsewhere ?? []).filter((guild) => !state.guilds.has(guild.id));
  if (!more.length) return null;
  const join = async (guild, event) => {
    const { target } = event;
    try {
      await act({ kind: 'join', userId: state.me, guildId: guild.id });
      target.closest('dialog').close();
      reread();
    } catch (refusal) {
      tell(refusal.message, 'bad');
    }
  };
  return el('div', { class: 'modal-others' }, el('h3', { text: 'Or join one' }), more.map((guild) => el('button', { type: 'button', class: 'button', onclick: (event) => join(guild, event), text: guild.name })));
}

export function peopleMenu(anchor, write) {
  const all = [...state.users.values()].filter((user) => user.id !== state.me && user.discriminator !== '0000');
  return menu('Write to', all.slice(0, 40).map((user) => ({ label: nameOf(user), run: () => write(user.id) })), anchor, { side: 'below' });
}
