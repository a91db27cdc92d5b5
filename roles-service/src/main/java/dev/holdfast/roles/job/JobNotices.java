package dev.holdfast.roles.job;

import dev.holdfast.kit.alert.Alert;
import dev.holdfast.kit.alert.Alerts;
import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.outbox.EffectRequest;
import dev.holdfast.kit.outbox.Effects;
import dev.holdfast.kit.protocol.Card;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Effect;
import dev.holdfast.kit.protocol.UserId;
import dev.holdfast.kit.text.Texts;
import jakarta.inject.Singleton;

/** Tells whoever started a job how it ended. */
@Singleton
final class JobNotices {

    private static final UserId NOBODY = new UserId(0);

    private final Texts texts = Texts.of(JobFeature.NAME);
    private final JobWords words = new JobWords(texts);
    private final Effects effects;
    private final Alerts alerts;

    JobNotices(Effects effects, Alerts alerts) {
        this.effects = effects;
        this.alerts = alerts;
    }

    void done(MassJob job, UnitOfWork work) {
        var text =
                texts.english(
                        job.ordered() == 0 ? "done.nothing" : "done.text",
                        job.title(),
                        job.looked(),
                        job.ordered(),
                        words.about(job.worked()));
        tell(job, Card.info("🎭", texts.english("done.title")).line(text), work);
        alerts.notice(work, text);
    }

    /** What failed is told to all admins: nobody else goes on with it. */
    void failed(MassJob job, UnitOfWork work) {
        var text = texts.english("failed.text", job.title(), job.looked(), job.total());
        tell(job, Card.loss("🎭", texts.english("failed.title")).line(text), work);
        alerts.guild(work, new Alert("role.job.failed", Long.toString(job.id()), text));
    }

    private void tell(MassJob job, Card card, UnitOfWork work) {
        if (!job.startedBy().equals(NOBODY)) {
            var tell = new Effect.Tell(job.startedBy(), Content.card(card), null);
            effects.order(work, EffectRequest.effect(tell));
        }
    }
}
