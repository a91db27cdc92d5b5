// The sandbox's control API: what people do, and what can be seen there. The sandbox runs already.
const root = process.env.SANDBOX_URL;
if (!root) throw new Error('SANDBOX_URL is missing: it names a running sandbox with two guilds');

async function door(path, body) {
    const answer = await fetch(new URL(path, root), {
        method: body ? 'POST' : 'GET',
        headers: { 'Content-Type': 'application/json' },
        body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
}

export const url = root.replace(/\/$/, '');
export const state = () => door('/sandbox/state');
export const faults = order => door('/sandbox/faults', order);

export async function harbour(index = 0) {
    return (await state()).guilds[index];
}

export async function message(channel, id) {
    return (await state()).messages[channel].find(each => each.id === id);
}

export async function saying(channel, text) {
    return (await state()).messages[channel].filter(each => each.content === text);
}

export async function newcomer(name) {
    const guildId = (await harbour()).id;
    return (await door('/sandbox/act', { kind: 'join', guildId, name })).userId;
}

export async function upload(name, text) {
    const form = new FormData();
    form.append('file', new Blob([text], { type: 'text/plain' }), name);
    const answer = await fetch(new URL('/sandbox/attachments', root), { method: 'POST', body: form });
    return (await answer.json()).id;
}

/** Somebody of the first guild in one of its channels, or in direct messages. */
export async function person(username, channelName) {
    const guild = await harbour();
    const userId = guild.members.find(each => each.user.username === username).user.id;
    const channelId = channelName && guild.channels.find(each => each.name === channelName).id;
    const act = (kind, more, wait = '?wait=10000') =>
        door(`/sandbox/act${wait}`, { kind, userId, ...(channelId && { channelId }), ...more });
    return {
        id: userId,
        channelId,
        use: (name, ...options) => act('command', { name, options }),
        start: name => act('command', { name }, ''),
        type: (name, option) =>
            act('autocomplete', { name, options: [{ ...option, focused: true }] }),
        useOn: (type, name, targetId) => act('command', { name, type, targetId }),
        press: (messageId, customId) => act('component', { messageId, customId }),
        pick: (messageId, customId, ...values) =>
            act('component', { messageId, customId, values }),
        fill: (customId, fields) => act('modal', { customId, fields }),
        vote: (messageId, ...answers) => act('vote', { messageId, values: answers }, ''),
        say: async content => (await act('message', { content }, '')).messageId,
        react: (messageId, content) => act('react', { messageId, content }, ''),
    };
}
