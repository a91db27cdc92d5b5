package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Mentions;
import dev.holdfast.sandbox.world.MessageBody;
import dev.holdfast.sandbox.world.Poll;
import dev.holdfast.sandbox.world.Snowflake;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A message as a bot sends it, checked.
 *
 * @param replyTo the message it answers
 * @param failWithoutReplied whether it may not be sent when that message is gone
 */
public record MessageForm(
        String content,
        ArrayNode embeds,
        ArrayNode components,
        int flags,
        AllowedMentions allowed,
        Optional<String> nonce,
        boolean enforceNonce,
        Optional<Snowflake> replyTo,
        boolean failWithoutReplied,
        Optional<Poll> poll) {
    private static final int KEPT = MessageBody.COMPONENTS_V2 | MessageBody.HAS_THREAD;
    private static final int SETTABLE =
            MessageBody.SUPPRESS_EMBEDS
                    | MessageBody.EPHEMERAL
                    | MessageBody.SILENT
                    | MessageBody.COMPONENTS_V2;

    /** What is not mentioned stays as it was in {@code before}. */
    public static MessageForm read(Field form, MessageBody before) {
        var content = form.get("content");
        var embeds = form.get("embeds");
        var components = form.get("components");
        var flags = form.get("flags").integer(0, Integer.MAX_VALUE, before.flags());
        var laidOut = ((flags | before.flags()) & MessageBody.COMPONENTS_V2) != 0;
        if (laidOut) refuseLegacy(form, before);
        var nonce = form.get("nonce").text(0, 25);
        var reference = form.get("message_reference");
        var read =
                new MessageForm(
                        content.missing()
                                ? before.content()
                                : content.text(0, 2_000).orElse("").strip(),
                        embeds.missing() ? before.embeds() : EmbedForm.read(embeds),
                        components.missing()
                                ? before.components()
                                : components(components, laidOut),
                        (flags & SETTABLE) | (before.flags() & KEPT),
                        AllowedMentions.read(form.get("allowed_mentions")),
                        nonce,
                        form.get("enforce_nonce").flag(false),
                        reference.object() && reference.get("type").raw().asInt() == 0
                                ? reference.get("message_id").snowflake()
                                : Optional.empty(),
                        reference.get("fail_if_not_exists").flag(true),
                        before.blank()
                                ? PollForm.read(form.get("poll"))
                                : Optional.ofNullable(before.poll()));
        form.refuseErrors();
        return read;
    }

    private static ArrayNode components(Field components, boolean laidOut) {
        return laidOut ? LayoutForm.read(components) : ComponentForm.ofMessage(components);
    }

    /** What a message with a layout may neither bring nor keep. */
    private static void refuseLegacy(Field form, MessageBody before) {
        for (var name : List.of("content", "embeds", "poll", "sticker_ids")) {
            var field = form.get(name);
            if (field.missing() ? !keeps(before, name) : nothing(field)) continue;
            field.bad(
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    "The '%s' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                            .formatted(name));
        }
    }

    private static boolean keeps(MessageBody before, String name) {
        return switch (name) {
            case "content" -> !before.content().isEmpty();
            case "embeds" -> !before.embeds().isEmpty();
            default -> false;
        };
    }

    /** Nothing: null, an empty text or an empty list. */
    private static boolean nothing(Field field) {
        return field.empty() || (field.raw().isEmpty() && field.raw().asText().isEmpty());
    }

    public static MessageForm create(Field form) {
        return read(form, MessageBody.text("", Mentions.NONE));
    }

    /** All in which a mention pings: the text, and the text displays of a layout. */
    public String words() {
        var laidOut = components.findValuesAsText("content");
        return laidOut.isEmpty() ? content : content + "\n" + String.join("\n", laidOut);
    }

    /**
     * The body with its files; those that an embed shows are its pictures and no longer stand
     * apart.
     */
    public MessageBody body(Mentions mentions, ArrayNode files, int finalFlags) {
        var shown = embeds.deepCopy();
        var apart = Json.array();
        for (var file : files) {
            var name = "attachment://" + file.path("filename").asText();
            if (!show(shown, name, file.path("url").asText())) apart.add(file);
        }
        var laidOut = (finalFlags & MessageBody.COMPONENTS_V2) != 0;
        return new MessageBody(
                content,
                shown,
                laidOut ? Media.resolve(components, files) : components,
                laidOut ? Json.array() : apart,
                mentions,
                finalFlags,
                poll.orElse(null));
    }

    private static boolean show(ArrayNode embeds, String name, String url) {
        var found = false;
        for (var embed : embeds) {
            for (var picture : List.of("image", "thumbnail")) {
                if (!embed.path(picture).path("url").asText().equals(name)) continue;
                ((ObjectNode) embed.get(picture)).put("url", url).put("proxy_url", url);
                found = true;
            }
        }
        return found;
    }

    /** A modal, checked, in the shape that a client shows. */
    public static ObjectNode modal(Field form) {
        var modal = Json.object();
        modal.put("custom_id", form.get("custom_id").requiredText(1, 100));
        modal.put("title", form.get("title").requiredText(1, 45));
        modal.set("components", ComponentForm.ofModal(form.get("components")));
        form.refuseErrors();
        return modal;
    }

    /** The choices of an autocompletion, checked against the option's type. */
    public static ArrayNode choices(Field form, int optionType) {
        var read = Json.array();
        var choices = form.get("choices");
        if (choices.require()) {
            for (var choice : choices.list(0, 25)) {
                if (choice.object()) read.add(CommandForm.choice(choice, optionType));
            }
        }
        form.refuseErrors();
        return read;
    }

    /** Which mentions of the text ping. */
    public record AllowedMentions(
            boolean everyone,
            boolean users,
            boolean roles,
            Set<Snowflake> userIds,
            Set<Snowflake> roleIds,
            boolean repliedUser) {
        public static final AllowedMentions ALL =
                new AllowedMentions(true, true, true, Set.of(), Set.of(), true);

        static AllowedMentions read(Field form) {
            if (form.empty() || !form.object()) return ALL;
            var parse = new java.util.HashSet<String>();
            for (var kind : form.get("parse").list(0, 3)) {
                var text = kind.raw().asText();
                if (Set.of("everyone", "users", "roles").contains(text)) parse.add(text);
                else
                    kind.bad(
                            "BASE_TYPE_CHOICES",
                            "Value must be one of ('everyone', 'roles', 'users').");
            }
            for (var kind : Set.of("users", "roles")) {
                if (parse.contains(kind) && form.get(kind).raw().size() > 0) {
                    form.get(kind)
                            .bad(
                                    "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                                    "parse:[\"%1$s\"] and %1$s: [ids...] are mutually exclusive."
                                            .formatted(kind));
                }
            }
            return new AllowedMentions(
                    parse.contains("everyone"),
                    parse.contains("users"),
                    parse.contains("roles"),
                    ids(form.get("users")),
                    ids(form.get("roles")),
                    form.get("replied_user").flag(false));
        }

        private static Set<Snowflake> ids(Field list) {
            var ids = new java.util.HashSet<Snowflake>();
            for (var each : list.list(0, 100)) each.snowflake().ifPresent(ids::add);
            return ids;
        }
    }
}
