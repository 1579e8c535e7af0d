// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The projects in examples/, each in a folder of its own, far from this repository, with what this build would install. */
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTests {

    private Path folder;
    private Shell shell;

    @BeforeAll
    void makeRepository(@TempDir Path temporary) throws IOException {
        folder = temporary;
        shell = new Shell(LocalRepository.in(folder.resolve("repository")));
    }

    @Test
    void aNetworkWithoutCapsulesNeedsTheDataSetsOnly() throws Exception {
        Path project = build("dense-network");

        assertThat(project.resolve("target/class-path.txt"))
                .content()
                .contains("/capsnet-datasets/")
                .doesNotContain("/capsnet-core/", "/capsnet-routing-spi/", "/capsnet-experiments/");
        assertThat(main(project, "DenseNetwork")).containsPattern("^test accuracy 0\\.[789]\\d\\d\n$");
    }

    @Test
    void aCapsuleNetworkNeedsCoreAndARouting() throws Exception {
        Path project = build("capsule-network");

        assertThat(project.resolve("target/class-path.txt"))
                .content()
                .contains("/capsnet-core/", "/capsnet-routing-adaptive/")
                .doesNotContain("/capsnet-datasets/", "/capsnet-experiments/", "/capsnet-routing-dynamic/");
        assertThat(main(project, "CapsuleNetwork")).containsPattern("\ntest accuracy (0\\.9\\d\\d|1\\.000)\n$");
    }

    @Test
    void aRoutingPluginIsFoundByNameAndByTheCommandLine() throws Exception {
        Path project = build("routing-plugin");

        assertThat(main(project, "Main"))
                .startsWith("routings: [forgetful, shifted-sum]\n")
                .contains("retention=0.5");
        CapsnetHome home = CapsnetHome.in(folder.resolve("capsnet"), shell);
        assertThat(shell.run(home.folder(), "./capsnet --plugins " + project.resolve("target") + " routings")
                        .succeeded())
                .contains("\nforgetful  ", "\nshifted-sum  ");
    }

    @Test
    void everyExampleIsBuiltHere() throws IOException {
        assertThat(Sources.examples()).containsExactly("capsule-network", "dense-network", "routing-plugin");
    }

    /** Builds and tests a copy, as the README of the examples says. */
    private Path build(String example) throws IOException, InterruptedException {
        Path project = folder.resolve(example);
        Sources.copy(Sources.EXAMPLES.resolve(example), project);
        assertThat(shell.run(project, List.of(Sources.MAVEN, "verify")).succeeded())
                .containsPattern("Tests run: [1-9]\\d*, Failures: 0, Errors: 0, Skipped: 0");
        return project;
    }

    private String main(Path project, String name) throws IOException, InterruptedException {
        assertThat(Files.readString(Sources.EXAMPLES.resolve("README.md"))).contains("com.example." + name);
        return shell.run(project, "java -cp \"target/classes:$(cat target/class-path.txt)\" com.example." + name)
                .succeeded();
    }
}
