package dev.holdfast.roles.connection;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.text.Quantities;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import dev.holdfast.roles.assignment.KnownRole;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** The sentences about rules. Immutable and safe for any thread. */
@Singleton
final class RuleWords {

    private static final int LONGEST_PIECE = 60;

    /** What of a text is shown before and behind the fault, so that it fits a phone's line. */
    private static final int BEFORE = 24;

    private static final int BEHIND = 12;

    private final Texts texts = Texts.of(ConnectionFeature.NAME);
    private final Quantities quantities = new Quantities();

    String say(Invocation invocation, String key, Object... arguments) {
        return texts.say(invocation, key, arguments);
    }

    String english(String key, Object... arguments) {
        return texts.english(key, arguments);
    }

    String mode(Invocation invocation, Rule.Mode mode) {
        return say(invocation, "mode." + RuleStore.word(mode));
    }

    static String mention(RoleId role) {
        return "<@&%s>".formatted(role);
    }

    /** What is wrong, where, and what to do. */
    String fault(Invocation invocation, Parsed.Wrong wrong, List<KnownRole> roles) {
        var sentence = sentence(invocation, wrong, roles);
        return wrong.text().isBlank() || wrong.fault() == Parsed.Fault.TOO_LONG
                ? sentence
                : sentence + "\n" + place(wrong, roles);
    }

    private String sentence(Invocation invocation, Parsed.Wrong wrong, List<KnownRole> roles) {
        if (wrong.number() != null) {
            return quantities.refuse(invocation, wrong.piece(), wrong.number());
        }
        var facts = RuleFact.names().stream().sorted().collect(Collectors.joining(", "));
        return say(
                invocation,
                "fault." + RuleStore.word(wrong.fault()),
                UserText.show(named(wrong.piece(), roles), LONGEST_PIECE),
                facts);
    }

    /** The text around the fault, and below it where it is. */
    private static String place(Parsed.Wrong wrong, List<KnownRole> roles) {
        var before = tail(plain(named(wrong.text().substring(0, wrong.start()), roles)));
        var piece = UserText.shorten(plain(named(wrong.piece(), roles)), BEFORE);
        var behind = plain(named(wrong.text().substring(wrong.end()), roles));
        var pointer =
                " ".repeat(UserText.length(before))
                        + "^".repeat(Math.max(1, UserText.length(piece)));
        return "```\n" + before + piece + head(behind) + "\n" + pointer + "\n```";
    }

    private static String head(String text) {
        return text.isBlank() ? "" : UserText.shorten(text, BEHIND);
    }

    private static String tail(String text) {
        var length = UserText.length(text);
        return length <= BEFORE
                ? text
                : "…" + text.substring(text.offsetByCodePoints(0, length - BEFORE));
    }

    /** Fit for a code block, blanks at its ends kept: the pointer counts them. */
    private static String plain(String text) {
        var calm = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Z}\\s]", " ");
        return calm.replace('`', 'ˋ');
    }

    /** As it would be typed: roles by name where only one has it. */
    static String typed(String text, List<KnownRole> roles) {
        return ConditionParser.MENTION
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(unique(found.group(), found.group(1), roles)));
    }

    private static String unique(String mention, String id, List<KnownRole> roles) {
        var named = roles.stream().filter(role -> role.id().toString().equals(id)).findFirst();
        return named.filter(role ->
                        roles.stream().filter(it -> it.name().equalsIgnoreCase(role.name())).count()
                                == 1)
                .map(role -> "@" + role.name())
                .orElse(mention);
    }

    /** With names in place of mentions, which a code block shows as they are. */
    private static String named(String text, List<KnownRole> roles) {
        return ConditionParser.MENTION
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                roles.stream()
                                        .filter(role -> role.id().toString().equals(found.group(1)))
                                        .map(role -> "@" + role.name())
                                        .findFirst()
                                        .orElse(found.group())));
    }
}
