package dev.holdfast.kit.protocol;

/** What a fact says about one member. */
public record FactValue(UserId user, long value) {

    public FactValue {
        Required.field("user", user);
    }
}
