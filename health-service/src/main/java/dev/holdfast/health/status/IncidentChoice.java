package dev.holdfast.health.status;

import dev.holdfast.health.incident.Incident;
import dev.holdfast.health.incident.Incidents;
import dev.holdfast.kit.protocol.OptionSpec;
import dev.holdfast.kit.protocol.OptionSpec.Choice;
import dev.holdfast.kit.protocol.OptionType;
import dev.holdfast.kit.text.Digits;
import dev.holdfast.kit.text.Texts;
import dev.holdfast.kit.text.UserText;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which incident an operator means. */
@Singleton
record IncidentChoice(Incidents incidents) {

    static final String OPTION = "incident";

    private static final Texts TEXTS = Texts.of(StatusFeature.NAME);
    private static final Pattern NUMBER = Pattern.compile("#?([0-9]{1,18})");
    private static final int LONGEST = 40;
    private static final int MOST_CHOICES = 25;
    private static final int MOST = 100;

    static OptionSpec option() {
        return OptionSpec.required(OPTION, TEXTS.english("incident.option"), OptionType.TEXT)
                .between(1, LONGEST)
                .autocompleted();
    }

    /** Empty where that is none's number, or no number at all. */
    Optional<Incident> find(String typed) {
        var number = NUMBER.matcher(Digits.ascii(typed).orElse("").strip());
        return number.matches()
                ? incidents.find(Long.parseLong(number.group(1)))
                : Optional.empty();
    }

    /** The newest that fit. */
    List<Choice> complete(String typed) {
        var wanted = typed.strip().replace("#", "");
        return incidents.recent(MOST).stream()
                .filter(incident -> title(incident).contains(wanted))
                .limit(MOST_CHOICES)
                .map(incident -> new Choice(title(incident), Long.toString(incident.id())))
                .toList();
    }

    private static String title(Incident incident) {
        var key = incident.isOpen() ? "incident.choice.open" : "incident.choice.over";
        return UserText.shorten(
                TEXTS.english(key, Long.toString(incident.id()), incident.root().toString()), MOST);
    }
}
