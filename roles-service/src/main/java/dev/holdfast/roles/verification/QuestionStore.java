package dev.holdfast.roles.verification;

import dev.holdfast.kit.database.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** What each guild asks those who want in. */
final class QuestionStore {

    private static final String ALL =
            """
            select question, answers from verification_question
            where guild_id = app_guild() order by position
            """;
    private static final String CLEAR =
            "delete from verification_question where guild_id = app_guild()";
    private static final String ADD =
            """
            insert into verification_question (guild_id, position, question, answers)
            values (app_guild(), :position, :question, :answers)
            """;

    private QuestionStore() {}

    static List<VerificationQuestion> all(UnitOfWork work) {
        return work.handle().createQuery(ALL).map((row, _) -> read(row)).list();
    }

    static void replace(UnitOfWork work, List<VerificationQuestion> questions) {
        work.wrote(work.handle().createUpdate(CLEAR).execute());
        for (var i = 0; i < questions.size(); i++) {
            work.write(
                    1,
                    work.handle()
                            .createUpdate(ADD)
                            .bind("position", i + 1)
                            .bind("question", questions.get(i).text())
                            .bindArray(
                                    "answers", String.class, questions.get(i).answers().toArray()));
        }
    }

    private static VerificationQuestion read(ResultSet row) throws SQLException {
        var answers = (String[]) row.getArray("answers").getArray();
        return new VerificationQuestion(row.getString("question"), Arrays.asList(answers));
    }
}
