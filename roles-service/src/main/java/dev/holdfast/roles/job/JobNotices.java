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
                        done(job),
                        job.title(),
                        job.looked(),
                        job.delivered(),
                        words.about(job.worked()),
                        job.refused());
        var title = texts.english(job.refused() == 0 ? "done.title" : "done.title.some");
        tell(job, Card.info("🎭", title).line(text), work);
        alerts.notice(work, text);
    }

    private static String done(MassJob job) {
        if (job.ordered() == 0) {
            return "done.nothing";
        }
        return job.refused() == 0 ? "done.text" : "done.some";
    }

    /** What failed is told to all admins: nobody else goes on with it. */
    void failed(MassJob job, UnitOfWork work) {
        var text =
                texts.english("failed.text", job.title(), job.looked(), job.total(), job.restart())
                        .strip();
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
