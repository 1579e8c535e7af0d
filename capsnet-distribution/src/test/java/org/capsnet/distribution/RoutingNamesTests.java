// SPDX-License-Identifier: Apache-2.0
package org.capsnet.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.capsnet.routing.spi.RoutingCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Only a plug-in knows its name: a routing that comes later has nothing less than those that are here. */
class RoutingNamesTests {

    /** Names that texts have for other things; they count where they are all of a literal, or follow {@code --routing}. */
    private static final Set<String> WORDS = Set.of("average", "max");

    /** What may hold quotes, in the order in which Java sees it: comments, characters, blocks of text, strings. */
    private static final Pattern LITERAL = Pattern.compile(
            "//[^\n]*+|/\\*.*?\\*/|'(?:[^'\\\\]|\\\\.)'" + "|\"\"\"(.*?)\"\"\"|\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"",
            Pattern.DOTALL);

    private static final Pattern NAMES = pattern(RoutingCatalog.load().names());

    @ParameterizedTest
    @ValueSource(strings = {"capsnet-core", "capsnet-routing-spi", "capsnet-datasets", "capsnet-experiments"})
    void noOtherModuleNamesARouting(String module) throws IOException {
        List<String> named = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Sources.ROOT.resolve(module).resolve("src/main"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                literals(Files.readString(file))
                        .filter(literal -> NAMES.matcher(literal).find())
                        .forEach(literal -> named.add(file.getFileName() + ": " + literal));
            }
        }

        assertThat(named).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dynamic, true",
        "  capsnet route --routing dynamic --in arrays, true",
        "such as self-routing., true",
        "'capsnet compare dynamic,em', true",
        "average, true",
        "--routing max, true",
        "the average of max |g|, false",
        "<em>%s</em>, false",
        "dynamically, false",
        "a self-routing-like one, false"
    })
    void aNameIsAWordOfAText(String text, boolean named) {
        assertThat(NAMES.matcher(text).find()).isEqualTo(named);
    }

    @Test
    void literalsAreFoundAmongCommentsAndInBlocks() {
        assertThat(literals("""
                /** As in "dynamic". */
                char quote = '"'; // not "this"
                String text = "a \\" b" + "c"; String block = \"""
                    d
                    \""";
                """).map(String::strip)).containsExactly("a \\\" b", "c", "d");
    }

    private static Stream<String> literals(String source) {
        return LITERAL.matcher(source)
                .results()
                .flatMap(found -> Stream.ofNullable(found.group(1) == null ? found.group(2) : found.group(1)));
    }

    private static Pattern pattern(List<String> names) {
        String any = alternatives(names.stream());
        String distinct = alternatives(names.stream().filter(name -> !WORDS.contains(name)));
        return Pattern.compile(
                "^" + any + "$|--routing " + any + "(?![\\w-])|(?<!</)(?<![\\w<-])" + distinct + "(?![\\w-])");
    }

    private static String alternatives(Stream<String> names) {
        return names.map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
    }
}
