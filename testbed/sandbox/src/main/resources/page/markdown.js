// Discord's markdown, straight into nodes.

import { el } from './dom.js';
import { state, nameOf, hex, channelOf } from './state.js';
import { emojiSign } from './emoji.js';
import { styled, fullOf } from './time.js';

const INLINE = [
  ['escape', /^\\([^0-9A-Za-z\s])/],
  ['code', /^(`+)([\s\S]*?[^`])\1(?!`)/],
  ['bold', /^\*\*([\s\S]+?)\*\*(?!\*)/],
  ['underline', /^__([\s\S]+?)__(?!_)/],
  ['italic', /^\*(?=\S)((?:\*\*|[^*])+?)\*(?!\*)/],
  ['italic', /^_((?:__|[^_])+?)_(?!\w)/],
  ['strike', /^~~([\s\S]+?)~~/],
  ['spoiler', /^\|\|([\s\S]+?)\|\|/],
  ['user', /^<@!?(\d+)>/],
  ['role', /^<@&(\d+)>/],
  ['channel', /^<#(\d+)>/],
  ['command', /^<\/([^:>]+):(\d+)>/],
  ['time', /^<t:(-?\d{1,13})(?::([tTdDfFR]))?>/],
  ['emoji', /^<a?(:\w+:)(\d+)>/],
  ['everyone', /^@(everyone|here)\b/],
  ['named', /^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/],
  ['quiet', /^<(https?:\/\/[^\s>]+)>/],
  ['url', /^https?:\/\/[^\s<]*[^\s<.,:;"')\]]/],
];

const SPECIAL = /[\\`*_~|<@[h]/;

function link(href, text) {
  return el('a', { href, target: '_blank', rel: 'noopener noreferrer', text });
}

function mention(text, color, attributes = {}) {
  const pressed = attributes['data-profile'] || attributes['data-channel'] || attributes['data-command'];
  const node = el(pressed ? 'button' : 'span', { class: 'mention', type: pressed ? 'button' : null, text, ...attributes });
  if (color) {
    node.style.color = color;
    node.style.backgroundColor = `${color}1f`;
  }
  return node;
}

function node(kind, match) {
  switch (kind) {
    case 'escape': return match[1];
    case 'code': return el('code', { text: match[2].trim() || match[2] });
    case 'bold': return el('strong', {}, inline(match[1]));
    case 'underline': return el('u', {}, inline(match[1]));
    case 'italic': return el('em', {}, inline(match[1]));
    case 'strike': return el('s', {}, inline(match[1]));
    case 'spoiler': return spoiler(match[1]);
    case 'user': {
      const user = state.users.get(match[1]);
      return mention(`@${user ? nameOf(user) : 'unknown-user'}`, null, { 'data-profile': user && match[1] });
    }
    case 'role': {
      const role = state.roles.get(match[1]);
      return mention(`@${role?.name ?? 'unknown-role'}`, role?.color ? hex(role.color) : null);
    }
    case 'channel': {
      const channel = channelOf(match[1]);
      return mention(`#${channel?.name ?? 'unknown'}`, null, { 'data-channel': channel && match[1] });
    }
    case 'command': return mention(`/${match[1]}`, null, { 'data-command': match[1] });
    case 'time': return time(match);
    case 'emoji': return emojiSign({ id: match[2], name: match[1].slice(1, -1) });
    case 'everyone': return mention(match[0]);
    case 'named': return link(match[2], match[1]);
    case 'quiet': return link(match[1], match[1]);
    default: return link(match[0], match[0]);
  }
}

function time([, unix, style]) {
  const date = new Date(Number(unix) * 1000);
  return el('time', { class: 'moment', datetime: date.toISOString(), title: fullOf(date), 'data-unix': unix, 'data-style': style ?? 'f', text: styled(date, style) });
}

function spoiler(text) {
  const show = (event) => {
    event.currentTarget.classList.add('shown');
    event.currentTarget.removeAttribute('aria-label');
    event.currentTarget.removeAttribute('role');
  };
  return el('span', { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': 'Spoiler', onclick: show, onkeydown: (event) => event.key === 'Enter' && show(event) }, el('span', {}, inline(text)));
}

export function inline(text) {
  const nodes = [];
  let plain = '';
  let rest = text;
  while (rest) {
    const found = SPECIAL.test(rest[0]) && first(rest, plain);
    if (!found) {
      plain += rest[0];
      rest = rest.slice(1);
      continue;
    }
    if (plain) nodes.push(plain);
    plain = '';
    nodes.push(node(found.kind, found.match));
    rest = rest.slice(found.match[0].length);
  }
  if (plain) nodes.push(plain);
  return nodes;
}

function first(rest, before) {
  for (const [kind, pattern] of INLINE) {
    if (kind === 'italic' && rest[0] === '_' && /\w$/.test(before)) continue;
    const match = pattern.exec(rest);
    if (match) return { kind, match };
  }
  return null;
}

// Whole messages: code blocks, headings, quotes and lists around the inline parts.
export function markdown(text) {
  const nodes = [];
  for (const [at, part] of text.split(/```(?:[\w+-]*\n)?([\s\S]*?)```\n?/).entries()) {
    if (at % 2) nodes.push(el('pre', {}, el('code', { text: part.replace(/\n$/, '') })));
    else if (part) nodes.push(...blocks(part));
  }
  return nodes;
}

function blocks(text) {
  const nodes = [];
  const lines = text.replace(/\n$/, '').split('\n');
  let plain = [];
  const flush = () => {
    if (plain.length) nodes.push(el('span', { class: 'text' }, inline(plain.join('\n'))));
    plain = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    const heading = /^(#{1,3}) (.+)/.exec(line);
    const item = /^( *)([-*]|\d+\.) (.+)/.exec(line);
    if (line.startsWith('>>> ')) {
      flush();
      nodes.push(el('blockquote', {}, blocks([line.slice(4), ...lines.slice(at + 1)].join('\n'))));
      return nodes;
    }
    if (heading) {
      flush();
      nodes.push(el(`h${heading[1].length + 2}`, { class: `heading h${heading[1].length}` }, inline(heading[2])));
    } else if (line.startsWith('-# ')) {
      flush();
      nodes.push(el('small', { class: 'subtext' }, inline(line.slice(3))));
    } else if (/^> /.test(line)) {
      flush();
      const quoted = [line.slice(2)];
      while (/^>( |$)/.test(lines[at + 1] ?? '')) quoted.push(lines[++at].replace(/^> ?/, ''));
      nodes.push(el('blockquote', {}, blocks(quoted.join('\n'))));
    } else if (item) {
      flush();
      at = list(lines, at, nodes);
    } else plain.push(line);
  }
  flush();
  return nodes;
}

function list(lines, at, nodes) {
  const ordered = /^ *\d/.test(lines[at]);
  const list = el(ordered ? 'ol' : 'ul', ordered ? { start: parseInt(lines[at].trim(), 10) } : {});
  let item = /^( *)([-*]|\d+\.) (.+)/.exec(lines[at]);
  while (item && /^\d/.test(item[2]) === ordered) {
    const entry = el('li', {}, inline(item[3]));
    if (item[1].length >= 2) entry.classList.add('deeper');
    list.append(entry);
    item = /^( *)([-*]|\d+\.) (.+)/.exec(lines[++at] ?? '');
  }
  nodes.push(list);
  return at - 1;
}

// One line without blocks, for replies and titles of lists.
export function excerpt(text) {
  return inline(text.replace(/```[\s\S]*?```/g, '[code]').replace(/\s+/g, ' ').slice(0, 160));
}
