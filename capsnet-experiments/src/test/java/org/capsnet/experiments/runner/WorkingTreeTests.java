// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingTreeTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void commit() throws Exception {
        git("init", "--quiet");
        Files.writeString(folder.resolve("Old.java"), "class Old {}\n");
        Files.writeString(folder.resolve(".gitignore"), "target/\n");
        git("add", ".");
        git("-c", "user.name=N", "-c", "user.email=n@example.org", "commit", "--quiet", "--message", "First");
    }

    @Test
    void filesAsCommittedAreUnchangedWhateverElseIsIgnored() throws IOException {
        Files.createDirectories(folder.resolve("target/classes"));
        Files.writeString(folder.resolve("target/classes/Old.class"), "");

        WorkingTree tree = WorkingTree.of(folder);

        assertThat(tree.commit()).get().asString().hasSize(40);
        assertThat(tree.diff()).isEmpty();
        assertThat(tree.reason()).isEmpty();
    }

    /** The build compiles it all the same. */
    @Test
    void aFileThatGitDoesNotKnowIsAChange() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("a/b/New.java"), "class New {}\n");

        assertThat(WorkingTree.of(folder).diff()).contains("?? a/b/New.java");
    }

    @Test
    void theDiffBringsACheckoutOfTheCommitToTheSameFiles() throws Exception {
        Files.writeString(folder.resolve("Old.java"), "class Old { int x; }\n");
        Files.writeString(folder.resolve("New.java"), "class New {}\n");

        String diff = WorkingTree.of(folder).diff();

        assertThat(diff).contains("?? New.java").contains(" M Old.java").contains("+class Old { int x; }");
        git("checkout", "--quiet", "--", "Old.java");
        git("apply", Files.writeString(folder.resolve("target.diff"), diff).toString());
        assertThat(folder.resolve("Old.java")).hasContent("class Old { int x; }");
    }

    @Test
    void withoutACommitThereIsAReason(@TempDir Path other) {
        WorkingTree tree = WorkingTree.of(other);

        assertThat(tree.commit()).isEmpty();
        assertThat(tree.diff()).isEmpty();
        assertThat(tree.reason()).isEqualTo(other + " isn't in a git checkout with a commit");
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }
}
