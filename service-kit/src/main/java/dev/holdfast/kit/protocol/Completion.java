package dev.holdfast.kit.protocol;

/**
 * A person is typing into an option and wants to know what fits.
 *
 * @param asked the command with what was put into its options so far; the option being typed into
 *     is a text, whatever its type. Nothing is done, so the operation key is not claimed
 * @param option the name of the option being typed into
 */
public record Completion(Invocation asked, String option) {

    public Completion {
        Required.field("asked", asked);
        Required.field("option", option);
    }

    /** What was typed so far; may be empty. */
    public String typed() {
        return asked.text(option).orElse("");
    }
}
