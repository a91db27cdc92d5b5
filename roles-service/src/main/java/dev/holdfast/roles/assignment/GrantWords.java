package dev.holdfast.roles.assignment;

import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Permission;
import dev.holdfast.kit.protocol.Permissions;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The sentences about who may have the bot give or take a role. Immutable and safe for any thread.
 */
@Singleton
public final class GrantWords {

    private final Texts texts = Texts.of(AssignmentFeature.NAME);

    /** Why not, and the way out. */
    public String refusal(Invocation invocation, GrantDecision.Refused refused) {
        return refusal(Locale.forLanguageTag(invocation.locale()), refused);
    }

    /** Why not, and the way out. */
    public String refusal(Locale locale, GrantDecision.Refused refused) {
        return say(locale, "grant.", refused);
    }

    /** Why the bot does not take it for them, and the way out. */
    public String takingRefusal(Invocation invocation, GrantDecision.Refused refused) {
        return say(Locale.forLanguageTag(invocation.locale()), "take.", refused);
    }

    private String say(Locale locale, String act, GrantDecision.Refused refused) {
        var reason = refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return texts.say(locale, act + reason, "<@&%s>".formatted(refused.role()));
    }

    /** What the role lets people do, and that its name is to be typed. */
    public String needsName(Invocation invocation, GrantDecision.NeedsName needed) {
        return texts.say(
                invocation,
                "grant.needs-name",
                "<@&%s>".formatted(needed.role()),
                titles(needed.dangerous()),
                UserText.show(needed.name()));
    }

    /**
     * The permissions as Discord's settings name them, such as {@code Ban Members, Kick Members}.
     */
    public static String titles(Permissions permissions) {
        return Arrays.stream(Permission.values())
                .filter(each -> (permissions.bits() & each.bit()) != 0)
                .map(Permission::title)
                .collect(Collectors.joining(", "));
    }
}
