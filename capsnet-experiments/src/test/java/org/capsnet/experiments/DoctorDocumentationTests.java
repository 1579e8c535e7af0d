// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.capsnet.core.diagnosis.Diagnosis;
import org.capsnet.experiments.testing.CommandLineProcess;
import org.capsnet.experiments.testing.CommandLineProcess.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/doctor.md shows is what is printed, but for digits, which differ from processor to processor. */
class DoctorDocumentationTests {

    private static final Pattern FILE = Pattern.compile("```yaml\n# (\\S+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SESSION =
            Pattern.compile("```console\n\\$ \\./capsnet (.*?)\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsExamplePrintsWhatItSays(@TempDir Path folder) throws Exception {
        String text = text();
        Matcher file = FILE.matcher(text);
        Matcher session = SESSION.matcher(text);
        assertThat(file.find() && session.find()).isTrue();
        Files.writeString(folder.resolve(file.group(1)), file.group(2));

        Result result = CommandLineProcess.in(folder).run(session.group(1).split(" "));

        assertThat(withoutDigits(result.out() + result.err())).isEqualTo(withoutDigits(session.group(2)));
    }

    @Test
    void itExplainsEveryDiagnosis() throws Exception {
        String text = text();

        assertThat(Diagnosis.values()).allSatisfy(diagnosis -> assertThat(text).contains("| `" + diagnosis + "` |"));
    }

    private static String text() throws Exception {
        return Files.readString(Path.of("..", "docs", "doctor.md"));
    }

    /** A number may be longer or shorter by a digit, and the columns with it. */
    private static String withoutDigits(String text) {
        return text.replaceAll("[-+]?\\d[\\d.,]*(e[-+]\\d+)?", "#").replaceAll("[ ─]+", " ");
    }
}
