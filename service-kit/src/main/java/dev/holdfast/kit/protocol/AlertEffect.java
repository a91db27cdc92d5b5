package dev.holdfast.kit.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** An effect that alerts a guild's admins or the operators. */
public sealed interface AlertEffect extends Effect {

    /**
     * The guild's admins are told, exactly once: in their notice channel; where there is none, or
     * it takes no message, the owner directly.
     *
     * @param text 1 to 1,500 characters; pings nobody
     * @param elseOwner {@code false}: where no notice channel is set, nobody is told
     * @param content a card without files, shown in place of the text; a gateway that does not know
     *     it shows the text
     * @param source whose controls the content has, each of them shared
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TellAdmins(
            String text, boolean elseOwner, @Nullable Content content, @Nullable Source source)
            implements AlertEffect {

        public static final int LONGEST = 1_500;

        public TellAdmins(String text, boolean elseOwner) {
            this(text, elseOwner, null, null);
        }

        public TellAdmins {
            Required.field("text", text);
            Required.length("A word to admins", text, 1, LONGEST);
            if (content != null && (content.card() == null || !content.files().isEmpty())) {
                throw new IllegalArgumentException(
                        "What admins are shown is a card without files.");
            }
        }
    }

    /**
     * Those who run the bot are told: each by a direct message, and the operator's webhook. What
     * comes close together is one message. The guild is {@link GuildId#DIRECT}.
     *
     * @param text 1 to 1,500 characters; pings nobody
     */
    record TellOperators(String text) implements AlertEffect {

        public TellOperators {
            Required.field("text", text);
            Required.length("A word to operators", text, 1, TellAdmins.LONGEST);
        }
    }

    /**
     * The operator's webhook, where there is one, has got that; at least once.
     *
     * @param text 1 to 2,000 characters, as Discord takes
     */
    record PostAlert(String text) implements AlertEffect {

        public static final int LONGEST = 2_000;

        public PostAlert {
            Required.field("text", text);
            Required.length("A word to the webhook", text, 1, LONGEST);
        }
    }
}
