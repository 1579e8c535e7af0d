// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.capsnet.experiments.UserError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewRoutingTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"MyRouting,my-routing", "my_routing,my-routing", "2D Routing,d-routing", "../x,x", "-,my-routing"})
    void refusesANameThatNoPluginMayHaveAndProposesAnother(String name, String proposal) {
        assertRefused(name, "com.example", folder, "\"" + name + "\" can't be", "for example " + proposal + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "com.", "com.Example", "com.example.new", "com-example", "com..example"})
    void refusesAPackageThatJavaOrMavenWouldRefuse(String name) {
        assertRefused("my-routing", name, folder, "--package", "\"" + name + "\"");
    }

    @Test
    void refusesAFolderWithSomethingInIt() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "");

        assertRefused("my-routing", "com.example", folder, folder + " is there already", "--dir");
        assertRefused("my-routing", "com.example", folder.resolve("thesis.tex"), "thesis.tex is there already");
    }

    @Test
    void takesAnAbsentOrEmptyFolder() {
        assertThat(new NewRouting("my-routing", "org.example.a1", folder).name())
                .isEqualTo("my-routing");
        assertThat(new NewRouting("my-routing", "com.example", folder.resolve("new")).name())
                .isEqualTo("my-routing");
    }

    private static void assertRefused(String name, String javaPackage, Path folder, String... message) {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new NewRouting(name, javaPackage, folder))
                .satisfies(error -> assertThat(error.getMessage()).contains(message));
    }
}
