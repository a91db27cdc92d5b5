package dev.holdfast.kit.settings;

import dev.holdfast.kit.protocol.ChannelId;
import dev.holdfast.kit.protocol.RoleId;
import dev.holdfast.kit.protocol.SettingSpec;
import dev.holdfast.kit.text.Texts;
import java.util.Locale;
import java.util.regex.Pattern;

/** Channels and roles, written as a mention or an id. */
record MentionKind(SettingSpec.Kind word) implements ValueKind {

    private static final Texts TEXTS = Texts.of("kit");
    private static final Pattern CHANNEL = Pattern.compile("<#(\\d{1,19})>|(\\d{1,19})");
    private static final Pattern ROLE = Pattern.compile("<@&(\\d{1,19})>|(\\d{1,19})");

    @Override
    public Object read(String written, String title, Locale locale) {
        var mention = (isChannel() ? CHANNEL : ROLE).matcher(written.strip());
        if (mention.matches()) {
            var id = mention.group(1) == null ? mention.group(2) : mention.group(1);
            try {
                return isChannel() ? ChannelId.of(id) : RoleId.of(id);
            } catch (IllegalArgumentException _) {
                // Too large for an id: said below.
            }
        }
        throw new IllegalArgumentException(
                TEXTS.say(locale, isChannel() ? "setting.channel" : "setting.role", title));
    }

    @Override
    public boolean allows(Object value) {
        return isChannel() ? value instanceof ChannelId : value instanceof RoleId;
    }

    @Override
    public String write(Object value) {
        return value.toString();
    }

    @Override
    public String show(Object value) {
        return (isChannel() ? "<#%s>" : "<@&%s>").formatted(value);
    }

    private boolean isChannel() {
        return word == SettingSpec.Kind.CHANNEL;
    }
}
