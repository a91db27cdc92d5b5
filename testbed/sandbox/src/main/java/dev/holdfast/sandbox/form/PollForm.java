package dev.holdfast.sandbox.form;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.holdfast.sandbox.Json;
import dev.holdfast.sandbox.world.Poll;
import java.util.Optional;
import java.util.Set;

/** A poll as a bot sends it: https://docs.discord.com/developers/resources/poll. */
final class PollForm {
    private static final int MOST_ANSWERS = 10;
    private static final int LONGEST_HOURS = 768;
    private static final int A_DAY = 24;

    private PollForm() {}

    static Optional<Poll> read(Field form) {
        if (!form.object()) return Optional.empty();
        var asked = Json.object();
        var question = form.get("question").get("text");
        asked.putObject("question").put("text", question.requiredText(1, 300));
        var answers = asked.putArray("answers");
        form.get("answers").require();
        for (var answer : form.get("answers").list(1, MOST_ANSWERS)) {
            var media = answers.addObject().put("answer_id", answers.size());
            media(answer.get("poll_media"), media.putObject("poll_media"));
        }
        asked.put("allow_multiselect", form.get("allow_multiselect").flag(false));
        asked.put("layout_type", form.get("layout_type").choice(Set.of(1), 1));
        return Optional.of(Poll.of(asked, form.get("duration").integer(1, LONGEST_HOURS, A_DAY)));
    }

    private static void media(Field media, ObjectNode read) {
        read.put("text", media.get("text").requiredText(1, 55));
        var emoji = media.get("emoji");
        if (!emoji.object()) return;
        var id = emoji.get("id").snowflake();
        var shown = read.putObject("emoji").put("id", id.map(Object::toString).orElse(null));
        emoji.get("name").text(0, 32).ifPresent(name -> shown.put("name", name));
        if (!shown.has("name")) shown.putNull("name");
    }
}
