package dev.holdfast.health.incident;

import dev.holdfast.health.probe.Component;
import dev.holdfast.health.probe.Verdict;
import dev.holdfast.kit.text.UserText;

/**
 * Something that is wrong with a component.
 *
 * @param root while an incident of it is open, further findings go to its timeline
 * @param text a sentence for people, without secrets; cut at 1,000 characters
 */
public record Finding(Component root, Verdict verdict, String text) {

    private static final int LONGEST = 1_000;

    public Finding {
        if (verdict == Verdict.WELL) {
            throw new IllegalArgumentException("what is well is no finding");
        }
        text = UserText.shorten(text, LONGEST);
    }
}
