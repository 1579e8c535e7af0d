// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.capsnet.experiments.testing.TestPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginJarsTests {

    @TempDir
    private Path folder;

    @Test
    void aLibraryBesideAPluginIsNoReasonToComplain() throws IOException {
        TestPlugin.of("Good", "good").writeJar(folder.resolve("good.jar"));
        library("library.jar");

        assertThat(new PluginJars(List.of(folder)).complaints()).isEmpty();
    }

    @Test
    void aFolderOfLibrariesOnlyIs() throws IOException {
        TestPlugin.of("Good", "good").writeJar(folder.resolve("good.jar"));
        Path library = library("with/library.jar");

        assertThat(new PluginJars(List.of(folder, library.getParent())).complaints())
                .singleElement()
                .asString()
                .startsWith(library + " provides no routing")
                .endsWith("Is it the jar of a plug-in?");
    }

    @Test
    void aForgottenServiceFileShowsBesideOtherPlugins() throws IOException {
        TestPlugin.of("Good", "good").writeJar(folder.resolve("good.jar"));
        Path forgotten =
                TestPlugin.of("Forgotten", "forgotten").services(null).writeJar(folder.resolve("forgotten.jar"));

        assertThat(new PluginJars(List.of(folder)).complaints())
                .singleElement()
                .asString()
                .startsWith(forgotten + " provides no routing")
                .endsWith("Add one with the line Forgotten, the class of the plug-in.");
    }

    @Test
    void aProgramWithoutPluginFoldersHasNothingToComplainOf() {
        assertThat(PluginJars.ofProcess().complaints()).isEmpty();
    }

    private Path library(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("Solver.class"));
        }
        return file;
    }
}
