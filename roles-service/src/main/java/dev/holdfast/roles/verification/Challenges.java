package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import dev.holdfast.kit.protocol.Content;
import dev.holdfast.kit.protocol.Invocation;
import dev.holdfast.kit.protocol.Reply;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Questions and pictures that members solve: one at a time each, under a nonce that every answer
 * uses up, so that an answer counts once however often it is sent.
 */
@Singleton
final class Challenges {

    static final Duration LASTS = Duration.ofMinutes(10);

    private static final int NONCE_BITS = 64;
    private static final int RADIX = 36;

    private final SecureRandom random = new SecureRandom();
    private final ChallengeView view;
    private final CaptchaLetters letters;
    private final Verifier verifier;

    Challenges(ChallengeView view, CaptchaLetters letters, Verifier verifier) {
        this.view = view;
        this.letters = letters;
        this.verifier = verifier;
    }

    /** What they have to solve: the one that is open, or a new one. */
    Content open(Invocation invocation, UnitOfWork work, VerificationMethod way) {
        return ChallengeStore.lock(work, invocation.user())
                .filter(it -> it.way() == way && isOpen(it, work))
                .map(it -> view.show(invocation, work, way, it.nonce(), Optional.empty()))
                .orElseGet(() -> another(invocation, work, way));
    }

    /** Another one in its place. */
    Content another(Invocation invocation, UnitOfWork work, VerificationMethod way) {
        return renew(invocation, work, way, Optional.empty());
    }

    /** Whether answers count: what they are to solve may be of a setup that is over. */
    boolean count(Invocation invocation, UnitOfWork work, Setup setup) {
        return switch (setup.way()) {
            case PICTURE -> true;
            case QUESTION ->
                    ChallengeStore.lock(work, invocation.user())
                            .map(Challenge::way)
                            .orElse(VerificationMethod.QUESTION)
                            .equals(VerificationMethod.QUESTION);
            case BUTTON, APPROVAL, HAND -> false;
        };
    }

    /** The window for an answer, or what became of the answer that was sent. */
    Reply answer(Invocation invocation, UnitOfWork work, Setup setup, String nonce) {
        var found = ChallengeStore.lock(work, invocation.user());
        var way = found.filter(it -> !it.nonce().isEmpty()).map(Challenge::way).orElse(setup.way());
        if (found.isEmpty() || !isOpen(found.get(), work) || !found.get().nonce().equals(nonce)) {
            return again(invocation, work, way, view.word(invocation, "challenge.over"));
        }
        return invocation
                .sent()
                .map(fields -> judge(invocation, work, setup, found.get(), fields))
                .orElseGet(() -> view.window(invocation, work, way, nonce));
    }

    private Reply judge(
            Invocation invocation,
            UnitOfWork work,
            Setup setup,
            Challenge challenge,
            Map<String, String> fields) {
        if (isRight(work, challenge, fields)) {
            verifier.verify(work, setup.role(), invocation.user(), challenge.way(), null);
            return Reply.update(Content.card(view.welcome(invocation, setup)));
        }
        var settings = work.settings(VerificationSettings.KEY);
        var failures = ChallengeStore.failed(work, invocation.user());
        VerificationLog.note(
                work, "failed how=%s failures=%d".formatted(challenge.way().word(), failures));
        var left = settings.tries() - failures;
        if (left > 0) {
            return again(
                    invocation,
                    work,
                    challenge.way(),
                    view.word(invocation, left == 1 ? "challenge.last" : "challenge.wrong", left));
        }
        var until = work.now().plus(settings.triesPause());
        ChallengeStore.pause(work, invocation.user(), until);
        VerificationLog.note(work, "paused until=%s".formatted(until));
        return Reply.update(Content.card(view.paused(invocation, until)));
    }

    private boolean isRight(UnitOfWork work, Challenge challenge, Map<String, String> fields) {
        if (challenge.way() == VerificationMethod.PICTURE) {
            var read =
                    VerificationQuestion.plain(fields.getOrDefault(ChallengeView.ANSWER + 0, ""));
            return read.equals(VerificationQuestion.plain(letters.of(challenge.nonce())));
        }
        var questions = QuestionStore.all(work);
        for (var i = 0; i < questions.size(); i++) {
            if (!questions.get(i).takes(fields.getOrDefault(ChallengeView.ANSWER + i, ""))) {
                return false;
            }
        }
        return !questions.isEmpty();
    }

    private Reply again(
            Invocation invocation, UnitOfWork work, VerificationMethod way, String note) {
        return Reply.update(renew(invocation, work, way, Optional.of(note)));
    }

    private static boolean isOpen(Challenge challenge, UnitOfWork work) {
        return !challenge.nonce().isEmpty() && work.now().isBefore(challenge.expires());
    }

    /** A new one; while they have to wait, until when. */
    private Content renew(
            Invocation invocation, UnitOfWork work, VerificationMethod way, Optional<String> note) {
        var nonce = new BigInteger(NONCE_BITS, random).toString(RADIX);
        if (ChallengeStore.put(work, invocation.user(), way, nonce, LASTS)) {
            return view.show(invocation, work, way, nonce, note);
        }
        var until = ChallengeStore.pausedUntil(work, invocation.user()).orElseThrow();
        return Content.card(view.paused(invocation, until));
    }
}
