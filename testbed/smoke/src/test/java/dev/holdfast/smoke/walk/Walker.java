package dev.holdfast.smoke.walk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** Does one thing after the other that a person might do, sensible or not. For one thread. */
final class Walker {

    private static final List<String> AMOUNTS =
            List.of("1", "5", "half", "all", "1k", "-3", "much");
    private static final List<String> WORDS =
            List.of(
                    "hello",
                    "!balance",
                    "**bold** and `code`",
                    "https://example.com",
                    "!nothing",
                    "<@1>");
    private static final List<String> EMOJIS = List.of("👍", "🎉", "⚓", "❤️");
    private static final int SUB_COMMAND = 1;
    private static final int STRING = 3;
    private static final int USER = 6;
    private static final int EPHEMERAL = 1 << 6;
    private static final int MOST_PEOPLE = 25;

    private final World world;
    private final RandomGenerator random;
    private final Seen seen;

    /** What all walkers saw. */
    record Seen(
            AtomicInteger acts,
            Map<String, AtomicInteger> came,
            ConcurrentLinkedQueue<String> faults) {

        Seen() {
            this(new AtomicInteger(), new ConcurrentHashMap<>(), new ConcurrentLinkedQueue<>());
        }

        void count(String what) {
            came.computeIfAbsent(what, _ -> new AtomicInteger()).incrementAndGet();
        }
    }

    Walker(World world, RandomGenerator random, Seen seen) {
        this.world = world;
        this.random = random;
        this.seen = seen;
    }

    void step() throws IOException, InterruptedException {
        var guild = world.guild(random);
        var channel = world.channel(guild, random);
        var act =
                world.object().put("guildId", guild.path("id").asText()).put("channelId", channel);
        act.put("userId", world.person(guild, random));
        choose(act, guild, channel);
        var answer = world.act(act);
        seen.acts().incrementAndGet();
        seen.count("%s %d".formatted(act.path("kind").asText(), answer.status()));
        if (answer.status() >= 500) {
            seen.faults().add("%s: %s".formatted(act, answer.body()));
        }
        if ("FAILED".equals(answer.body().path("state").asText())) {
            seen.faults().add("the bot did not respond: " + act);
        }
    }

    private void choose(ObjectNode act, JsonNode guild, String channel) {
        var dice = random.nextInt(100);
        if (dice < 32) {
            command(act, guild);
        } else if (dice < 47) {
            act.put("kind", "message").put("content", pick(WORDS));
        } else if (dice < 57) {
            act.put("kind", random.nextInt(4) == 0 ? "unreact" : "react");
            act.put("messageId", message(channel)).put("content", pick(EMOJIS));
        } else if (dice < 67) {
            press(act, channel);
        } else if (dice < 74) {
            act.put("kind", random.nextInt(4) == 0 ? "delete" : "edit");
            act.put("messageId", message(channel));
            if (act.path("kind").asText().equals("edit")) {
                act.put("content", pick(WORDS) + " (mended)");
            }
        } else if (dice < 79) {
            complete(act);
        } else if (dice < 83) {
            act.put("kind", "type");
        } else if (dice < 88) {
            act.remove(List.of("guildId", "channelId"));
            act.put("kind", "message").put("content", pick(WORDS));
        } else if (dice < 91) {
            comeOrGo(act, guild);
        } else if (dice < 97) {
            manage(act, guild);
        } else {
            nonsense(act);
        }
    }

    private void command(ObjectNode act, JsonNode guild) {
        act.put("kind", "command");
        var options = act.putArray("options");
        switch (random.nextInt(8)) {
            case 0 -> act.put("name", "ping");
            case 1 -> act.put("name", "balance");
            case 2 -> act.put("name", "daily");
            case 3 -> act.put("name", "work");
            case 4 -> act.put("name", "help");
            case 5 -> {
                act.put("name", "money");
                options.addObject().put("type", SUB_COMMAND).put("name", "history");
            }
            case 6 -> {
                act.put("name", "economy");
                options.addObject().put("type", SUB_COMMAND).put("name", "settings");
            }
            default -> {
                act.put("name", "pay");
                options.addObject()
                        .put("type", USER)
                        .put("name", "member")
                        .put("value", world.person(guild, random));
                options.addObject()
                        .put("type", STRING)
                        .put("name", "amount")
                        .put("value", pick(AMOUNTS));
            }
        }
    }

    private void complete(ObjectNode act) {
        act.put("kind", "autocomplete").put("name", "help");
        act.putArray("options")
                .addObject()
                .put("type", STRING)
                .put("name", "command")
                .put("value", pick(List.of("", "m", "pay", "zzz")))
                .put("focused", true);
    }

    /**
     * Presses a button below a message of the bot, or picks from its list: mostly one that the
     * person sees, sometimes one that only somebody else does.
     */
    private void press(ObjectNode act, String channel) {
        act.put("kind", "component").put("messageId", "1").put("customId", "none");
        for (var message : world.messages(channel).reversed()) {
            var control =
                    World.any(
                            World.any(message.path("components"), random).path("components"),
                            random);
            if (control.path("custom_id").isTextual() && !control.path("disabled").asBoolean()) {
                use(control, message, act);
                if (random.nextBoolean()) {
                    return;
                }
            }
        }
    }

    private void use(JsonNode control, JsonNode message, ObjectNode act) {
        act.put("messageId", message.path("id").asText());
        act.put("customId", control.path("custom_id").asText());
        act.put("componentType", control.path("type").asInt());
        act.remove("values");
        if (control.path("type").asInt() == STRING) {
            act.putArray("values").add(World.any(control.path("options"), random).path("value"));
        }
        if ((message.path("flags").asInt() & EPHEMERAL) != 0 && random.nextInt(4) > 0) {
            var shownTo = message.path("interaction_metadata").path("user").path("id");
            act.put("userId", shownTo.asText());
        }
    }

    private void comeOrGo(ObjectNode act, JsonNode guild) {
        act.remove("channelId");
        if (guild.path("members").size() < MOST_PEOPLE) {
            act.remove("userId");
            act.put("kind", "join").put("name", "Walker " + random.nextInt(1_000));
        } else if (!act.path("userId").asText().equals(guild.path("owner_id").asText())) {
            act.put("kind", "leave");
        } else {
            act.put("kind", "rename").put("targetId", act.path("userId").asText());
            act.put("content", "Captain");
        }
    }

    private void manage(ObjectNode act, JsonNode guild) {
        act.remove("channelId");
        var target = world.person(guild, random);
        switch (random.nextInt(4)) {
            case 0 -> act.put("kind", "give").put("targetId", world.role(guild, random));
            case 1 -> act.put("kind", "take").put("targetId", world.role(guild, random));
            case 2 -> {
                act.put("kind", "silence")
                        .put("targetId", target)
                        .put("seconds", random.nextInt(3));
                act.put("userId", guild.path("owner_id").asText())
                        .put("content", "a while of quiet");
            }
            default -> {
                act.put("kind", "rename").put("targetId", target).put("content", "Sailor");
                act.put("userId", guild.path("owner_id").asText());
            }
        }
    }

    private void nonsense(ObjectNode act) {
        switch (random.nextInt(4)) {
            case 0 -> act.put("kind", "fly");
            case 1 -> act.put("kind", "command").put("name", "no-such-command");
            case 2 -> act.put("kind", "react").put("messageId", "not an id").put("content", "👍");
            default -> act.put("kind", "message").put("content", "x".repeat(5_000));
        }
    }

    private String message(String channel) {
        var messages = world.messages(channel);
        return messages.isEmpty()
                ? "1"
                : messages.get(random.nextInt(messages.size())).path("id").asText();
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
