// What a command's option may be: suggestions for it, and its value from what was typed.

import { el } from './dom.js';
import { answerTo } from './answers.js';
import { act } from './live.js';
import { avatar } from './people.js';
import { channelOf, hex, nameOf, place, state } from './state.js';
import { named } from './usable.js';

export const TYPES = { 3: 'Text', 4: 'Whole number', 5: 'True or false', 6: 'Member', 7: 'Channel', 8: 'Role', 9: 'Member or role', 10: 'Number', 11: 'File' };

const plain = (label, value) => ({ label, value, node: el('span', { text: label }) });

function users() {
  const known = inChannel();
  return known.map((user) => ({ label: nameOf(user), value: user.id, more: user.username,
    node: el('span', { class: 'picker-user' }, avatar(user, 24), el('b', { text: nameOf(user) }), el('small', { text: user.username })) }));
}

function inChannel() {
  const channel = channelOf(state.channelId);
  return channel.guild_id ? [...state.members.values()].map((member) => member.user) : channel.recipients;
}

const roles = () => [...state.roles.values()].map((role) => ({ label: role.name.replace(/^@/, ''), value: role.id,
  node: el('span', { color: role.color ? hex(role.color) : null, text: role.name.startsWith('@') ? role.name : `@${role.name}` }) }));

function channels(option) {
  const types = option.channel_types ?? [];
  return [...state.channels.values()].filter((channel) => !types.length || types.includes(channel.type)).map((channel) => plain(`#${channel.name}`, channel.id));
}

function all(option) {
  if (option.choices?.length) return option.choices.map((choice) => plain(choice.name, choice.value));
  switch (option.type) {
    case 5: return [plain('True', true), plain('False', false)];
    case 6: return users();
    case 7: return channels(option);
    case 8: return roles();
    case 9: return [...users(), ...roles()];
    default: return [];
  }
}

export const picksFromList = (option) => Boolean(option.choices?.length) || [5, 6, 7, 8, 9].includes(option.type);

// The suggestions that fit what was typed so far.
export function suggestions(option, typed) {
  const text = typed.replace(/^[@#]/, '').toLowerCase();
  const fits = ({ label, more = '' }) => label.toLowerCase().replace(/^#/, '').includes(text) || more.includes(text);
  return all(option).filter(fits).slice(0, 25);
}

// The value of what was typed, or words that say what is wrong.
export function valueOf(option, typed) {
  const text = option.type === 11 ? '' : typed.trim();
  if (!text) return option.required ? { error: 'This option is required. Specify a value.' } : {};
  if (picksFromList(option)) return fromList(option, text);
  if (option.type === 3) return length(option, text);
  const number = Number(text.replace(/[ _,](?=\d{3}\b)/g, ''));
  if (!Number.isFinite(number) || (option.type === 4 && !Number.isInteger(number))) return { error: `Input a valid ${option.type === 4 ? 'integer' : 'number'}.` };
  const low = option.min_value ?? -Number.MAX_SAFE_INTEGER;
  const high = option.max_value ?? Number.MAX_SAFE_INTEGER;
  if (number < low || number > high) return { error: `Input a number between ${low} and ${high}.` };
  return { value: number };
}

function fromList(option, text) {
  const mention = /^<(?:@!?|@&|#)(\d+)>$/.exec(text)?.[1];
  const wanted = text.replace(/^[@#]/, '').toLowerCase();
  const found = all(option).find((each) => String(each.value) === (mention ?? text) || each.label.replace(/^#/, '').toLowerCase() === wanted || each.more === wanted);
  return found ? { value: found.value } : { error: option.choices?.length ? 'Choose one of the list.' : `Choose a ${TYPES[option.type].toLowerCase()} from the list.` };
}

function length(option, text) {
  const characters = [...text].length;
  if (characters < (option.min_length ?? 1) || characters > (option.max_length ?? 6000)) {
    return { error: `Input between ${option.min_length ?? 1} and ${option.max_length ?? 6000} characters.` };
  }
  return { value: text };
}

// Options in Discord's shape, inside their subcommands.
export function nested(entry, values) {
  return entry.words.slice(1).reverse().reduce((inner, word, index) => [{ name: word, type: index === 0 ? 1 : 2, options: inner }], values);
}

// Asks the bot what fits; empty when it does not answer.
export async function complete(entry, values) {
  const { interactionId } = await act({ kind: 'autocomplete', name: entry.command.name, options: nested(entry, values), ...named(entry.command), ...place() });
  const { shown } = await answerTo(interactionId);
  return (shown?.choices ?? []).map((choice) => plain(choice.name, choice.value));
}
