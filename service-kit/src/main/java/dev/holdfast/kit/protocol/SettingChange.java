package dev.holdfast.kit.protocol;

/**
 * Somebody changes one setting of a guild elsewhere than in Discord.
 *
 * @param operation fixed at the origin; the same one never changes anything twice
 * @param member who does it, with the permissions the caller vouches for
 * @param locale Discord's locale of the person, such as {@code en-US}
 * @param key which setting
 * @param value as a person would write it; empty: none
 */
public record SettingChange(
        OperationKey operation, Member member, String locale, String key, String value) {

    private static final int LONGEST = 1_000;

    public SettingChange {
        Required.field("operation", operation);
        Required.field("member", member);
        Required.field("locale", locale);
        Required.field("key", key);
        Required.field("value", value);
        Required.length("a setting's key", key, 1, 32);
        Required.length("a setting's value", value, 0, LONGEST);
    }
}
