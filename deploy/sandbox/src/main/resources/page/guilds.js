// Servers: their menu, a new one, and whom to write to.

import { el, icon, ICONS } from './dom.js';
import { attempt, confirm, tell } from './dialogs.js';
import { menu } from './layer.js';
import { act } from './live.js';
import { openSettings } from './settings.js';
import { nameOf, state } from './state.js';

export function guildMenu(anchor, { reread }) {
  const { guild } = state;
  const bot = state.application.bot.id;
  const owner = guild.owner_id === state.me;
  const there = guild.members.has(bot);
  const deed = (kind) => attempt(act({ kind, userId: state.me, guildId: guild.id }).then(reread));
  return menu('Server', [
    { label: 'Server Settings', icon: icon(ICONS.gear, 18), run: () => openSettings('overview') },
    null,
    there ? { label: `Send ${state.application.name} away`, run: () => deed('remove') } : { label: `Invite ${state.application.name}`, run: () => deed('invite') },
    there && { label: `Outage for ${state.application.name}`, run: () => attempt(act({ kind: 'outage', guildId: guild.id }).then(() => tell(`${guild.name} is unavailable to ${state.application.name}.`))) },
    there && { label: 'End the outage', run: () => attempt(act({ kind: 'recover', guildId: guild.id }).then(() => tell(`${guild.name} is available again.`))) },
    null,
    { label: 'Copy Server ID', icon: icon(ICONS.id, 18), run: () => attempt(navigator.clipboard?.writeText(guild.id)) },
    !owner && { label: 'Leave Server', danger: true, icon: icon(ICONS.door, 18), run: () => leave(guild, reread) },
  ].filter((item) => item !== false), anchor, { side: 'below' });
}

function leave(guild, reread) {
  confirm(`Leave ${guild.name}`, el('p', { text: `Are you sure you want to leave ${guild.name}? You can join again from the list of servers.` }), 'Leave Server',
    () => attempt(act({ kind: 'leave', userId: state.me, guildId: guild.id }).then(reread)));
}

export function peopleMenu(anchor, write) {
  const all = [...state.users.values()].filter((user) => user.id !== state.me && user.discriminator !== '0000');
  return menu('Write to', all.slice(0, 40).map((user) => ({ label: nameOf(user), run: () => write(user.id) })), anchor, { side: 'below' });
}
