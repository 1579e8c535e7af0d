// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a plug-in knows its name: a routing that comes later has nothing less than those that are here. */
class RoutingNamesTests {

    @ParameterizedTest
    @ValueSource(strings = {"capsnet-core", "capsnet-routing-spi", "capsnet-datasets", "capsnet-experiments"})
    void noOtherModuleNamesARouting(String module) throws IOException {
        Pattern name = Pattern.compile("\"(?:"
                + RoutingCatalog.load().names().stream().map(Pattern::quote).collect(Collectors.joining("|")) + ")\"");
        List<String> named = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Sources.ROOT.resolve(module).resolve("src/main"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    boolean comment =
                            line.strip().startsWith("*") || line.strip().startsWith("//");
                    if (!comment && name.matcher(line).find()) {
                        named.add(file.getFileName() + ": " + line.strip());
                    }
                }
            }
        }

        assertThat(named).isEmpty();
    }
}
