// The servers on the left, direct messages on top.

import { draw, el, byId, icon, ICONS } from './dom.js';
import { guildSign } from './people.js';
import { newInAll } from './unread.js';
import { inGuild, state } from './state.js';

export function drawRail({ openGuild, openDirects, found, faults }) {
  draw(byId('rail'),
    item('Direct messages', icon(ICONS.chat, 24), state.channelId && !inGuild(), newInAll([...state.directs.keys()]), openDirects, 'home'),
    el('div', { class: 'rail-line' }),
    [...state.guilds.values()].map((guild) => item(guild.name, guildSign(guild), guild === state.guild, newInAll([...guild.channels.keys()]), () => openGuild(guild.id), 'guild', guild.id)),
    item('Add a server', icon(ICONS.plus, 24), false, {}, found, 'add'),
    item('Break something', icon(ICONS.bolt, 22), false, {}, faults, 'add faults'));
}

function item(label, sign, current, { unread, pings }, open, kind, guildId) {
  const told = pings ? `${label}, ${pings} new for you` : unread ? `${label}, unread` : label;
  const classes = ['rail-item', kind, current && 'current', unread && !current && 'unread'].filter(Boolean).join(' ');
  return el('button', { type: 'button', class: classes, 'aria-label': told, 'aria-current': current ? 'page' : null, title: label, 'data-guild': guildId, onclick: open },
    el('span', { class: 'rail-sign' }, sign), pings > 0 && !current && el('b', { class: 'badge', text: pings > 99 ? '99+' : pings }));
}
