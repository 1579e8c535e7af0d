// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions that can't be inherited are those of the parent pom, and the bill of materials has every module. */
class VersionsTests {

    private static final Pom PARENT = read("");

    @Test
    void theBillOfMaterialsHasEveryModuleThatCanBeDependedOn() {
        List<String> modules = PARENT.texts("/project/modules/module").stream()
                .filter(module -> !List.of("capsnet-benchmarks", "capsnet-bom", "capsnet-distribution")
                        .contains(module))
                .toList();

        assertThat(read("capsnet-bom").texts("//dependencyManagement//artifactId"))
                .as("capsnet-bom/pom.xml")
                .containsExactlyInAnyOrderElementsOf(modules);
    }

    @ParameterizedTest
    @MethodSource("projectsWithoutParent")
    void aProjectWithoutParentHasTheVersionsOfTheParent(String folder) {
        Pom pom = read(folder);

        assertThat(pom.texts("/project/parent")).isEmpty();
        Map<String, String> properties = pom.properties();
        properties.keySet().retainAll(PARENT.properties().keySet());
        assertThat(PARENT.properties()).as("properties").containsAllEntriesOf(properties);
        assertThat(PARENT.pluginVersions()).as("plug-ins").containsAllEntriesOf(pom.pluginVersions());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleHasTheVersionOfThisBuildFromTheBillOfMaterials(String folder) {
        Pom pom = read(folder);

        assertThat(pom.properties()).containsEntry("capsnet.version", LocalRepository.VERSION);
        assertThat(pom.text("//dependencyManagement//artifactId")).isEqualTo("capsnet-bom");
        assertThat(pom.texts("/project/dependencies/dependency[groupId='org.capsnet']/version"))
                .isEmpty();
    }

    @Test
    void theReadmeShowsTheVersionOfThisBuild() throws IOException {
        assertThat(Files.readString(Sources.ROOT.resolve("README.md")))
                .contains("<artifactId>capsnet-bom</artifactId>\n      <version>" + LocalRepository.VERSION + "<");
    }

    static List<String> projectsWithoutParent() throws IOException {
        List<String> folders = new ArrayList<>(examples());
        folders.add("capsnet-bom");
        return folders;
    }

    static List<String> examples() throws IOException {
        return Sources.examples().stream().map(name -> "examples/" + name).toList();
    }

    private static Pom read(String folder) {
        try {
            return Pom.read(Sources.ROOT.resolve(folder).resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
