// discord.js, logged in to the sandbox; its only settings are the token, the intents and the address.
import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import * as sandbox from './sandbox.js';

const PATIENCE = 20_000;

export async function login(more = {}) {
    const client = new Client({
        intents: Object.values(GatewayIntentBits).filter(Number.isInteger),
        partials: [Partials.Channel, Partials.Message, Partials.Reaction, Partials.User],
        rest: { api: `${sandbox.url}/api` },
        ...more,
    });
    client.on(Events.Error, error => console.error(error));
    const ready = new Promise(resolve => client.once(Events.ClientReady, resolve));
    await client.login((await sandbox.state()).token);
    await within(ready, 'ready');
    return client;
}

export function within(promise, what) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`no ${what} in time`)), PATIENCE);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** The next event of that name that fits. */
export function next(client, name, fits = () => true) {
    let hear;
    const heard = new Promise(resolve => {
        hear = (...event) => {
            if (fits(...event)) resolve(event[0]);
        };
        client.on(name, hear);
    });
    return within(heard, name).finally(() => client.off(name, hear));
}

/** Interactions that fit are answered so. */
export function answer(client, fits, deed) {
    client.on(Events.InteractionCreate, interaction => {
        if (fits(interaction)) deed(interaction).catch(error => console.error(error));
    });
}

/** Looks again until it is so. */
export async function until(look) {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
        const found = await look();
        if (found) return found;
        await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error(`not in time: ${look}`);
}
